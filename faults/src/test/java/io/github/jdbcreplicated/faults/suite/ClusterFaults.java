package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Kind;
import io.github.jdbcreplicated.faults.load.Plan;
import io.github.jdbcreplicated.testkit.PostgresNode;
import java.time.Duration;
import java.util.List;

/** What happens to all replicas, or to the application itself. */
final class ClusterFaults {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    static final Fault ALL_DOWN = Fault.of(
                    "all replicas down",
                    scene -> scene.cluster().replicas().forEach(PostgresNode::kill),
                    scene -> scene.cluster().replicas().forEach(PostgresNode::start))
            .must(Bars.NO_FAILED_GET_ONCE_DETECTED, Bars.MOST_WRITES, Bars.P99, Bars.detected(), Bars.FEW_REPLAYS);

    /** The primary makes a hundred such reports a second, and is asked for three hundred. */
    static final Fault ALL_LATE = Fault.of(
                    "all replicas late, 3 times what the primary can serve",
                    scene -> {
                        scene.cluster().replicas().forEach(PostgresNode::pauseReplay);
                        scene.note("max-lag is 2 s in this row");
                    },
                    scene -> scene.cluster().replicas().forEach(PostgresNode::resumeReplay))
            .lasting(Duration.ofSeconds(10))
            .with(List.of(
                    new Plan("asker", 60, List.of(Kind.LONG_REPORT), Duration.ofMillis(200)),
                    new Plan(
                            "writer",
                            4,
                            List.of(Kind.PUT, Kind.JSON, Kind.PUT, Kind.LONG_REPORT),
                            Duration.ofMillis(150))))
            .in("--replicated.max-lag=2s", "--replicated.hikari.maximum-pool-size=40")
            .must(Bars.MOST_WRITES, Bars.P99, Bars.ONLY_TYPED_GETS, Bars.FAILS_FAST, Bars.FEW_REPLAYS);

    static final Fault PROCESS_PAUSED = Fault.of(
                    "the application's process paused for 10 s",
                    scene -> {
                        ShopElsewhere shop = (ShopElsewhere) scene.shop();
                        shop.signal("STOP");
                        Await.passes(PAUSE);
                        shop.signal("CONT");
                    },
                    Act.NOTHING)
            .elsewhere()
            .must(Bars.NO_FAILED_GET, Bars.NO_FAILED_WRITE, Bars.NOBODY_OUT);

    static final Fault MONITOR_KILLED = Fault.of(
                    "monitor killed, then a replica frozen",
                    scene -> {
                        scene.note(Executioner.endMonitors() + " threads ended");
                        Await.passes(Duration.ofSeconds(2));
                        scene.injectedAt(System.nanoTime());
                        scene.replica().freeze();
                    },
                    scene -> {
                        scene.note(scene.shop().router().state().monitorRestarts() + " restarts counted");
                        scene.replica().thaw();
                    })
            .must(Bars.NO_FAILED_GET, Bars.NO_FAILED_WRITE, Bars.slowest(2500), Bars.detected());

    static final Fault DRAINED = Fault.of(
                    "replica drained, then admitted",
                    scene -> {
                        scene.shop().router().drain(Fault.REPLICA);
                        Await.passes(Duration.ofMillis(500));
                        long leases = scene.shop().watch().leases(Fault.REPLICA);
                        Await.passes(Duration.ofSeconds(2));
                        scene.note((scene.shop().watch().leases(Fault.REPLICA) - leases)
                                + " connections taken from it while it was drained");
                    },
                    scene -> scene.shop().router().admit(Fault.REPLICA))
            .lasting(Duration.ZERO)
            .must(Bars.NO_FAILED_GET, Bars.NO_FAILED_WRITE, Bars.slowest(500), Bars.detected());

    private ClusterFaults() {}

    static List<Fault> all() {
        return List.of(ALL_DOWN, ALL_LATE, PROCESS_PAUSED, MONITOR_KILLED, DRAINED);
    }
}
