package io.github.jdbcreplicated.internal.cluster;

public final class Inspection {
    private Inspection() {}

    public static void of(Cluster cluster) {}
}
