package io.github.jdbcreplicated.spi;

import org.jspecify.annotations.Nullable;

/** What one unit of work did in one cluster. */
final class ClusterMarks {
    final String cluster;
    final @Nullable ClusterMarks next;

    /** Written by any thread of the unit, only ever to true; read at every decision. */
    volatile boolean written;

    /** Written under the unit's lock by the first thread that chooses; read at every decision. */
    volatile @Nullable String replica;

    /** Written by the thread whose replica failed, only ever to true; read at every decision. */
    volatile boolean replicaLeft;

    ClusterMarks(String cluster, @Nullable ClusterMarks next) {
        this.cluster = cluster;
        this.next = next;
    }
}
