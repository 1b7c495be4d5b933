package io.github.jdbcreplicated.benchmarks;

import io.github.jdbcreplicated.benchmarks.call.Call;
import io.github.jdbcreplicated.benchmarks.frame.Question;
import io.github.jdbcreplicated.benchmarks.growth.Growth;
import io.github.jdbcreplicated.benchmarks.real.capacity.Capacity;
import io.github.jdbcreplicated.benchmarks.real.capture.Capture;
import io.github.jdbcreplicated.benchmarks.real.servers.Servers;
import io.github.jdbcreplicated.benchmarks.real.state.State;
import java.util.List;
import java.util.stream.Collectors;

/** All that can be asked, in the order of the page. */
final class Questions {
    private static final List<Question> ALL =
            List.of(new Call(), new Servers(), new State(), new Growth(), new Capacity(), new Capture());

    private Questions() {}

    static Question named(String name) {
        return ALL.stream()
                .filter(question -> question.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no question '" + name + "'; allowed are "
                        + ALL.stream().map(Question::name).collect(Collectors.joining(", "))));
    }

    static String list() {
        return ALL.stream()
                .map(question -> "  %-8s  %s; %s%n".formatted(question.name(), question.asks(), question.takes()))
                .collect(Collectors.joining());
    }
}
