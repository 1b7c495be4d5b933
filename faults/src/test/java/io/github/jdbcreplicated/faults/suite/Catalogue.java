package io.github.jdbcreplicated.faults.suite;

import java.util.List;

/** Which faults each topology is given, in their order. */
final class Catalogue {
    static final Fault CLOSE = Fault.of("closed while a replica is frozen", scene -> scene.replica().freeze(), scene -> scene.replica().thaw()).must(Bars.CLOSES);

    private Catalogue() {}

    static List<Fault> onePlusTwo() {
        return ReplicaFaults.all();
    }

    static List<Fault> onePlusOne() {
        return ReplicaFaults.all();
    }
}
