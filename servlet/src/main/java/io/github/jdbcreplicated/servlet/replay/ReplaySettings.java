package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import java.util.function.BooleanSupplier;

/** What holds for every request, and what all requests share. */
record ReplaySettings(
        ReplayMode mode, int bufferSize, BooleanSupplier threadIsClean, ReplayBudget budget, ReplayEvents events) {

    /** Whether the mark says that a request was let down. */
    static boolean isFailure(Mark mark) {
        return switch (mark) {
            case REFUSED, ROUTE_CONFLICT, LOST, RECOVERY_CONFLICT -> true;
            case ROLE_CHANGED, STALE, UNAVAILABLE -> false;
        };
    }

    boolean repeat(Mark failure) {
        return switch (mode) {
            case ON -> true;
            case NODE_LOSS_ONLY -> !ReplayEvents.wantsPrimary(failure);
            case OFF -> false;
        };
    }
}
