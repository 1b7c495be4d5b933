package io.github.jdbcreplicated.faults.suite;

import java.time.Duration;

/** A replica whose log has a disk of its own, which is full. */
final class LogDisk {
    /** Written to the primary: more than is left. */
    private static final int MORE_MEGABYTES = 60;

    static final Fault FULL = ReplicaFaults.unnoticed(
                    "replica's WAL disk full",
                    2500,
                    LogDisk::fill,
                    scene -> scene.replica().freeLogDisk())
            .prepared(scene -> {
                scene.replica().putLogOnSmallDisk();
                Await.until("the replica to be back", Duration.ofSeconds(20), () -> !scene.isOut(Fault.REPLICA, 0));
            });

    private LogDisk() {}

    private static void fill(Scene scene) {
        scene.replica().fillLogDisk();
        for (int written = 0; written < MORE_MEGABYTES; written++) {
            scene.run(
                    scene.primary(),
                    "select pg_catalog.pg_logical_emit_message(false, 'faults', repeat('x', 1000000))");
        }
    }
}
