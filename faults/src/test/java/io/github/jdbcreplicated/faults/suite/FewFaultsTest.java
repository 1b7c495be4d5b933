package io.github.jdbcreplicated.faults.suite;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Those of the faults that the ordinary build has time for. */
@EnabledIfSystemProperty(named = "jdbcreplicated.faults", matches = "few", disabledReason = "all faults are run")
class FewFaultsTest {
    private static Suite suite;

    @BeforeAll
    static void start() {
        suite = new Suite(2);
    }

    @AfterAll
    static void end() {
        suite.close();
    }

    @TestFactory
    Stream<DynamicTest> faults() {
        return Stream.of(ReplicaFaults.KILLED, ReplicaFaults.FROZEN, PrimaryFaults.FAILOVER)
                .map(fault ->
                        DynamicTest.dynamicTest(fault.name(), () -> Rows.checkWhateverTheMachine(suite.run(fault))));
    }
}
