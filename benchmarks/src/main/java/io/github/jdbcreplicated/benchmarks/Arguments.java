package io.github.jdbcreplicated.benchmarks;

import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.frame.Question;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a run is asked to do; none of the arguments is guessed or passed over. */
record Arguments(Question question, Effort effort, Path page) {
    static final String USAGE = "./benchmarks/run <question> [--short]";

    private static final String SHORT = "--short";
    private static final String PAGE = "--page=";
    private static final Path DEFAULT_PAGE = Path.of("docs", "performance.md");

    static Arguments of(String... arguments) {
        Effort effort = Effort.FULL;
        Path page = DEFAULT_PAGE;
        for (String option :
                Arrays.stream(arguments).filter(each -> each.startsWith("-")).toList()) {
            if (option.equals(SHORT)) {
                effort = Effort.SHORT;
            } else if (option.startsWith(PAGE)) {
                page = Path.of(option.substring(PAGE.length()));
            } else {
                throw new IllegalArgumentException(
                        "There is no option '" + option + "'; allowed are " + SHORT + " and " + PAGE + "FILE");
            }
        }
        return new Arguments(question(arguments), effort, page);
    }

    private static Question question(String... arguments) {
        List<String> names =
                Arrays.stream(arguments).filter(each -> !each.startsWith("-")).toList();
        if (names.size() != 1) {
            throw new IllegalArgumentException("One question at a time, not " + names.size() + ": " + USAGE);
        }
        return Questions.named(names.get(0));
    }
}
