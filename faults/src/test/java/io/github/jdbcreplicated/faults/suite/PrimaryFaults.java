package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Kind;
import io.github.jdbcreplicated.faults.load.Plan;
import io.github.jdbcreplicated.testkit.PostgresNode;
import java.time.Duration;
import java.util.List;

/** What can happen to the primary, and who becomes it. */
final class PrimaryFaults {
    private static final String PRIMARY = "primary";
    private static final Duration A_WHILE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static final Fault KILLED = of(
                    "primary killed and restarted", scene -> scene.primary().kill(), PrimaryFaults::startAgain)
            .must(Bars.ONLY_TYPED_GETS, Bars.WRITES_FAIL_TYPED, Bars.detected());

    /** Shorter than abort-after, so that every write that waits succeeds in the end. */
    static final Fault FROZEN = of(
                    "primary frozen",
                    scene -> scene.primary().freeze(),
                    scene -> scene.primary().thaw())
            .must(Bars.ONLY_TYPED_GETS, Bars.NO_WRITE_ABORTED);

    static final Fault KILLED_IN_COMMIT = of(
                    "primary killed during COMMIT, 50 writers",
                    scene -> scene.primary().kill(),
                    PrimaryFaults::startAgain)
            .with(List.of(
                    Plan.READERS.withClients(4),
                    new Plan("writer", 50, List.of(Kind.PUT, Kind.ORDER), Duration.ofMillis(250))))
            .must(Bars.ONLY_TYPED_GETS, Bars.WRITES_FAIL_TYPED, Bars.detected());

    static final Fault SWITCHOVER = of(
                    "planned switchover",
                    scene -> {
                        scene.primary().stop();
                        becomesPrimary(scene, scene.replica());
                    },
                    scene -> scene.primary().follow(scene.replica()))
            .must(Bars.ONLY_TYPED_GETS, Bars.WRITES_FAIL_TYPED, Bars.GOOD_WRITE_SOON);

    static final Fault FAILOVER = of(
                    "failover",
                    scene -> {
                        scene.primary().kill();
                        becomesPrimary(scene, scene.replica());
                    },
                    Act.NOTHING)
            .must(Bars.ONLY_TYPED_GETS, Bars.WRITES_FAIL_TYPED, Bars.GOOD_WRITE_SOON);

    /** A role that may not see on what timeline a replica receives. */
    static final Fault FAILOVER_ORDINARY = of(
                    "failover, role without pg_monitor",
                    scene -> {
                        scene.primary().kill();
                        becomesPrimary(scene, scene.replica());
                    },
                    scene -> scene.run(
                            scene.replica(),
                            "grant pg_monitor to " + scene.primary().user()))
            .prepared(scene -> scene.run(
                    scene.primary(), "revoke pg_monitor from " + scene.primary().user()))
            .must(Bars.ONLY_TYPED_GETS, Bars.WRITES_FAIL_TYPED, Bars.GOOD_WRITE_SOON);

    /** The old primary comes back as a replica, and becomes the primary again. */
    static final Fault FAILBACK = of(
                    "failover and failback",
                    scene -> {
                        scene.primary().kill();
                        becomesPrimary(scene, scene.replica());
                        scene.awaitGoodWrite(scene.replica(), System.nanoTime(), PATIENCE);
                        scene.primary().follow(scene.replica());
                        scene.awaitIn(scene.primary());
                        scene.replica().stop();
                        becomesPrimary(scene, scene.primary());
                    },
                    scene -> scene.replica().follow(scene.primary()))
            .must(Bars.ONLY_TYPED_GETS, Bars.WRITES_FAIL_TYPED, Bars.GOOD_WRITE_SOON);

    /** The other replica stays with the old primary, which goes on: one against one, and two. */
    static final Fault SPLIT_BRAIN = of(
                    "split brain: promoted while the old primary lives",
                    scene -> {
                        scene.promote(scene.replica());
                        scene.survives(scene.primary());
                        scene.loses(scene.replica());
                    },
                    Act.NOTHING)
            .must(Bars.ONLY_TYPED_GETS, Bars.WRITES_FAIL_TYPED, Bars.NONE_BY_LOSER);

    /** Its replicas follow the promoted one, and nobody has fenced the old primary. */
    static final Fault UNFENCED = of(
                    "failover, the old primary comes back as a primary",
                    scene -> {
                        scene.primary().kill();
                        becomesPrimary(scene, scene.replica());
                        scene.awaitGoodWrite(scene.replica(), System.nanoTime(), PATIENCE);
                        scene.loses(scene.primary());
                        scene.primary().start();
                    },
                    Act.NOTHING)
            .must(Bars.ONLY_TYPED_GETS, Bars.WRITES_FAIL_TYPED, Bars.GOOD_WRITE_SOON, Bars.NONE_BY_LOSER);

    /** Both answer as primaries, and each is as good as the other: an operator ends the old one. */
    static final Fault TIE = of(
                    "split brain, replicas follow the promoted one, the old primary ended after 3 s",
                    scene -> {
                        scene.loses(scene.primary());
                        becomesPrimary(scene, scene.replica());
                        Await.passes(A_WHILE);
                        scene.primary().kill();
                        scene.handedOver(scene.replica());
                    },
                    Act.NOTHING)
            .must(Bars.ONLY_TYPED_GETS, Bars.WRITES_FAIL_TYPED);

    /** The second replica has more than the promoted one, and goes on answering. */
    static final Fault WRONG_TIMELINE = of(
                    "failover, a replica left on the old timeline",
                    scene -> {
                        scene.replica().replicationNetwork().blackhole();
                        Await.passes(Duration.ofSeconds(1));
                        scene.primary().kill();
                        scene.loses(scene.cluster().replica(2));
                        scene.promote(scene.replica());
                    },
                    Act.NOTHING)
            .prepared(scene -> scene.replica().replicationNetwork())
            .must(
                    Bars.ONLY_TYPED_GETS,
                    Bars.WRITES_FAIL_TYPED,
                    Bars.GOOD_WRITE_SOON,
                    Bars.outAfterPromotion("replica-2"));

    private PrimaryFaults() {}

    static List<Fault> all() {
        return List.of(
                KILLED,
                FROZEN,
                KILLED_IN_COMMIT,
                SWITCHOVER,
                FAILOVER,
                FAILOVER_ORDINARY,
                FAILBACK,
                SPLIT_BRAIN,
                UNFENCED,
                TIE,
                WRONG_TIMELINE);
    }

    private static Fault of(String name, Act inject, Act remove) {
        return Fault.of(name, inject, remove).about(PRIMARY).must(Bars.FEW_REPLAYS);
    }

    private static void startAgain(Scene scene) {
        scene.primary().start();
        scene.handedOver(scene.primary());
    }

    private static void becomesPrimary(Scene scene, PostgresNode promoted) {
        scene.promote(promoted);
        for (PostgresNode replica : scene.cluster().replicas()) {
            if (!replica.equals(promoted) && replica.isRunning()) {
                replica.follow(promoted);
            }
        }
    }
}
