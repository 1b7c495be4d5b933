package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.Fallback;
import io.github.jdbcreplicated.RoutingMode;
import io.github.jdbcreplicated.internal.cluster.Cluster;
import io.github.jdbcreplicated.spi.TransactionHint;

/** What a data source was built with, its cluster among it, and the one thing that changes afterwards: the mode. */
public final class RoutingSettings {
    final Cluster cluster;
    final Fallback fallback;
    final boolean strict;
    final boolean unscopedReadOnlyToReplica;
    final boolean readWriteTransactionsByTarget;
    final TransactionHint transactionHint;

    /** Written by the operator's switch; read at every decision. */
    private volatile RoutingMode mode;

    public RoutingSettings(
            Cluster cluster,
            RoutingMode mode,
            Fallback fallback,
            boolean strict,
            boolean unscopedReadOnlyToReplica,
            boolean readWriteTransactionsByTarget,
            TransactionHint transactionHint) {
        this.cluster = cluster;
        this.mode = mode;
        this.fallback = fallback;
        this.strict = strict;
        this.unscopedReadOnlyToReplica = unscopedReadOnlyToReplica;
        this.readWriteTransactionsByTarget = readWriteTransactionsByTarget;
        this.transactionHint = transactionHint;
    }

    public RoutingMode mode() {
        return mode;
    }

    /** Switches the mode and answers the one before. */
    public synchronized RoutingMode switchMode(RoutingMode next) {
        RoutingMode before = mode;
        mode = next;
        return before;
    }
}
