package io.github.jdbcreplicated.token;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What a test's token says of one cluster. */
record Said(String cluster, String system, Position position, long seenOn) {

    static ConsistencyToken token(List<Said> all) {
        ConsistencyToken token = ConsistencyToken.NONE;
        for (Said said : all) {
            token = token.with(said.cluster, said.system, said.position, said.seenOn);
        }
        return token;
    }

    /** What tokens of up to that many clusters may say. */
    static Arbitrary<List<Said>> upTo(int clusters) {
        Arbitrary<String> names = Arbitraries.of("default", "orders", "a-name-of-thirty-two-characters-", "", "ü€𝄞");
        Arbitrary<String> systems =
                Arbitraries.of("7123456789012345678", "", "x").withoutEdgeCases();
        Arbitrary<Long> seenOn = Arbitraries.longs().withoutEdgeCases();
        return Combinators.combine(names, systems, positions().injectNull(0.2), seenOn)
                .as(Said::new)
                .filter(said -> said.position != null || said.seenOn != 0)
                .list()
                .ofMaxSize(clusters)
                .uniqueElements(Said::cluster);
    }

    static Arbitrary<Position> positions() {
        Arbitrary<Integer> timelines =
                Arbitraries.integers().filter(timeline -> timeline != 0).withoutEdgeCases();
        Arbitrary<Position> known =
                Combinators.combine(timelines, Arbitraries.longs()).as(Position::new);
        return Arbitraries.frequencyOf(Tuple.of(9, known), Tuple.of(1, Arbitraries.just(Position.UNKNOWN)));
    }
}
