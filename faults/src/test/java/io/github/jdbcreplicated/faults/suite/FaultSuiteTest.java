package io.github.jdbcreplicated.faults.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every fault on both topologies, and the page that tells of them: {@code ./mvnw -Pfaults verify}. */
@EnabledIfSystemProperty(
        named = "jdbcreplicated.faults",
        matches = "all",
        disabledReason = "takes a quarter of an hour")
class FaultSuiteTest {
    private static final List<Result> RESULTS = new ArrayList<>();
    private static final long BEGIN = System.nanoTime();

    /** The suite in use; one thread runs all rows. */
    private static Optional<Suite> current = Optional.empty();

    @TestFactory
    Stream<DynamicTest> faults() {
        return Stream.of(rows(2, Catalogue.onePlusTwo()), closing(2), rows(1, Catalogue.onePlusOne()), closing(1))
                .flatMap(rows -> rows);
    }

    @AfterAll
    static void writePage() throws Exception {
        current.ifPresent(Suite::close);
        if (!RESULTS.isEmpty()) {
            FaultsPage.write(RESULTS, (System.nanoTime() - BEGIN) / 1_000_000_000);
        }
    }

    private static Stream<DynamicTest> rows(int replicas, List<Fault> faults) {
        return faults.stream()
                .map(fault -> DynamicTest.dynamicTest(
                        "1 + " + replicas + ": " + fault.name(),
                        () -> Rows.check(kept(suite(replicas).run(fault)))));
    }

    private static Stream<DynamicTest> closing(int replicas) {
        Fault fault = Catalogue.CLOSE;
        return Stream.of(DynamicTest.dynamicTest(
                "1 + " + replicas + ": " + fault.name(),
                () -> Rows.check(kept(suite(replicas).close(fault)))));
    }

    private static Suite suite(int replicas) {
        Suite suite = current.filter(running -> running.replicas() == replicas).orElseGet(() -> {
            current.ifPresent(Suite::close);
            return new Suite(replicas);
        });
        current = Optional.of(suite);
        return suite;
    }

    private static Result kept(Result result) {
        RESULTS.add(result);
        return result;
    }
}
