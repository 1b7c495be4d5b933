package io.github.jdbcreplicated.demo.history;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The same load on several instances at the same time, while their servers have trouble. */
record Run(PostgresCluster cluster, List<Pace> paces, Script script) {

    List<Result> with(List<Contender> contenders) throws IOException, InterruptedException {
        List<Visitor> visitors = new ArrayList<>();
        for (Contender contender : contenders) {
            visitors.addAll(contender.visitors(paces));
        }
        Load load = Load.of(visitors);
        List<Stretch> stretches = script.play(cluster);
        load.stop();
        return contenders.stream()
                .map(contender -> Result.of(contender.name(), contender.history(cluster), stretches))
                .toList();
    }
}
