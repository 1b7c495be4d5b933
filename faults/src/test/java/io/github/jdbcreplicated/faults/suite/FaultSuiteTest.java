package io.github.jdbcreplicated.faults.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class FaultSuiteTest {
    @Test
    @EnabledIfSystemProperty(named = "jdbcreplicated.faults", matches = "all|try")
    void everyFaultReachesItsBars() throws Exception {
        List<Result> results = new ArrayList<>();
        try (Suite suite = new Suite(2)) {
            for (Fault fault : ReplicaFaults.all()) {
                results.add(suite.run(fault));
            }
        }
        assertThat(results).allSatisfy(result -> assertThat(result.missed()).isEmpty());
    }
}
