package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.internal.connection.SessionSettings.Originals;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.unit.Demand;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** What few leases ever have, kept apart so that all the others are small. Used by the thread that uses the lease. */
final class LeaseRarities {
    private static final AtomicReferenceFieldUpdater<LeaseRarities, @Nullable Object> BUDGETED_FOR =
            AtomicReferenceFieldUpdater.newUpdater(LeaseRarities.class, Object.class, "budgetedFor");

    /** What the server was verified for; null while nothing was asked of it. */
    @Nullable
    Demand demand;

    /** What was set on the connection, as it was before; null while nothing was. */
    @Nullable
    Originals originals;

    /** The run of the server that the connection was verified to lead to; null before. */
    @Nullable
    Incarnation run;

    /** Whom it was taken for from the budget of reads on the primary; emptied by whichever thread gives that back. */
    private volatile @Nullable Object budgetedFor;

    boolean isOnBudget() {
        return budgetedFor != null;
    }

    void putOnBudget(Object client) {
        budgetedFor = client;
    }

    @Nullable
    Object takeOffBudget() {
        return BUDGETED_FOR.getAndSet(this, null);
    }
}
