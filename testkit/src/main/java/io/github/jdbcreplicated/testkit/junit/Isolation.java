package io.github.jdbcreplicated.testkit.junit;

/** Who shares a cluster. */
public enum Isolation {
    /** All test classes of the JVM that ask for the same replicas and settings. */
    SHARED,

    /** The tests of one class, nested ones included; the cluster ends with the class. */
    PER_CLASS
}
