package io.github.jdbcreplicated.faults.suite;

import java.util.ArrayList;
import java.util.List;

/** What can happen to one replica while the others and the primary are well. */
final class ReplicaFaults {
    static final Fault KILLED = Fault.of(
                    "replica killed",
                    scene -> scene.replica().kill(),
                    scene -> scene.replica().start())
            .must(Bars.NO_FAILED_GET, Bars.NO_FAILED_WRITE, Bars.slowest(500), Bars.detected());

    static final Fault FROZEN = Fault.of(
                    "replica frozen",
                    scene -> scene.replica().freeze(),
                    scene -> scene.replica().thaw())
            .must(Bars.NO_FAILED_GET, Bars.NO_FAILED_WRITE, Bars.slowest(2500), Bars.detected());

    static final Fault BLACKHOLED = Fault.of(
                    "replica blackholed",
                    scene -> scene.replica().network().blackhole(),
                    scene -> scene.replica().network().heal())
            .must(Bars.NO_FAILED_GET, Bars.NO_FAILED_WRITE, Bars.slowest(2500), Bars.detected());

    private ReplicaFaults() {}

    static List<Fault> all() {
        return new ArrayList<>(List.of(KILLED, FROZEN, BLACKHOLED));
    }
}
