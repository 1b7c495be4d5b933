package io.github.jdbcreplicated.faults.suite;

import java.util.List;
import java.util.stream.Stream;

/** Which faults each topology is given, in their order. */
final class Catalogue {
    static final Fault CLOSE = Fault.of(
            "closed while a replica is frozen",
            scene -> scene.replica().freeze(),
            scene -> scene.replica().thaw());

    private Catalogue() {}

    static List<Fault> onePlusTwo() {
        return Stream.of(ReplicaFaults.all(), PrimaryFaults.all(), ClusterFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Those where it matters that no other replica is there. */
    static List<Fault> onePlusOne() {
        return List.of(
                ReplicaFaults.KILLED,
                ReplicaFaults.FROZEN,
                ReplicaFaults.BLACKHOLED,
                ReplicaFaults.RESET,
                ReplicaFaults.SLOW_ANSWERS,
                ReplicaFaults.PAUSED,
                ReplicaFaults.TABLE_LOCKED,
                ReplicaFaults.CONFLICTS,
                ClusterFaults.ALL_LATE,
                PrimaryFaults.KILLED,
                PrimaryFaults.FAILOVER,
                PrimaryFaults.FAILBACK,
                PrimaryFaults.SPLIT_BRAIN);
    }
}
