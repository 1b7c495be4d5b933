package io.github.jdbcreplicated;

import io.github.jdbcreplicated.ReplicationScope.Work;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Work in an outermost scope of its own, done once more when a replica let it down. */
final class RepeatableWork {
    private RepeatableWork() {}

    static <T extends @Nullable Object, X extends Exception> T run(Work<T, X> work) throws X {
        Target again;
        try (ReplicationScope scope = ReplicationScope.openReplica()) {
            UnitOfWork unit = Objects.requireNonNull(scope.unit());
            try {
                T value = work.get();
                again = again(unit);
                if (again == null) {
                    return value;
                }
            } catch (Exception e) {
                again = again(unit);
                if (again == null) {
                    throw e;
                }
            }
        }
        return again == Target.PRIMARY ? ReplicationScope.onPrimary(work) : ReplicationScope.onReplica(work);
    }

    /** Where work is done again after this; null for nowhere. */
    private static @Nullable Target again(UnitOfWork unit) {
        if (unit.hasWritten()) {
            return null;
        }
        if (unit.has(Mark.REFUSED) || unit.has(Mark.ROUTE_CONFLICT)) {
            return Target.PRIMARY;
        }
        return unit.has(Mark.LOST) || unit.has(Mark.RECOVERY_CONFLICT) ? Target.REPLICA : null;
    }
}
