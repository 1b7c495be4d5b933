package io.github.jdbcreplicated.benchmarks;

import io.github.jdbcreplicated.benchmarks.frame.Answer;
import io.github.jdbcreplicated.benchmarks.frame.Effort;
import io.github.jdbcreplicated.benchmarks.frame.Heading;
import io.github.jdbcreplicated.benchmarks.frame.Load;
import io.github.jdbcreplicated.benchmarks.frame.Page;

/** Answers one question; without arguments, lists what can be asked. */
@SuppressWarnings("SystemOut") // printing is what it is for
public final class Benchmarks {
    private static final int BAD_ARGUMENTS = 2;

    private Benchmarks() {}

    /** Runs the question that the first argument names. */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.out.print(Arguments.USAGE + "\n\n" + Questions.list());
            return;
        }
        Arguments arguments;
        try {
            arguments = Arguments.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_ARGUMENTS);
            return;
        }
        run(arguments);
    }

    private static void run(Arguments arguments) throws Exception {
        try (Load load = new Load()) {
            Answer answer = arguments.question().answer(arguments.effort());
            String section = Heading.of(arguments.question(), answer, load) + "\n\n" + answer.text();
            System.out.println(section);
            if (arguments.effort() == Effort.FULL) {
                new Page(arguments.page()).write(arguments.question().name(), section, answer.picture());
            }
        }
    }
}
