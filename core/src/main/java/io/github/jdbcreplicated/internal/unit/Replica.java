package io.github.jdbcreplicated.internal.unit;

/** A server that units of work keep to; the same object while it is the same node. */
public interface Replica {
    /** Its name in its cluster. */
    String name();
}
