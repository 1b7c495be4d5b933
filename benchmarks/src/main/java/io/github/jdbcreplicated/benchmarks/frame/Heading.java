package io.github.jdbcreplicated.benchmarks.frame;

/** The line above a table that says what its figures depend on. */
public final class Heading {
    private Heading() {}

    /** JDK, processor, date and load average of this run. */
    public static String of(Question question, Answer answer, Load load) {
        return "`" + question.name() + "` on " + answer.jdks() + "; " + Machine.here() + "; " + load;
    }
}
