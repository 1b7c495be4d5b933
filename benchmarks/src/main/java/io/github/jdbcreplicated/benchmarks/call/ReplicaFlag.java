package io.github.jdbcreplicated.benchmarks.call;

/** A thread's wish to read from a replica, as applications keep it that route by hand. */
final class ReplicaFlag {
    private static final ThreadLocal<Boolean> RAISED = ThreadLocal.withInitial(() -> false);

    private ReplicaFlag() {}

    static boolean isRaised() {
        return RAISED.get();
    }

    static AutoCloseable raise() {
        RAISED.set(true);
        return RAISED::remove;
    }
}
