package io.github.jdbcreplicated.benchmarks.frame;

/** One question about speed that {@code benchmarks/run} answers with a table and a picture. */
public interface Question {

    /** The name by which it is asked for, of its section on the page and of its picture: small letters only. */
    String name();

    /** The question in one line. */
    String asks();

    /** How long a full run takes on two cores, as the list says it. */
    String takes();

    /** Measures. It runs alone in its process, on the main thread, and may start others. */
    Answer answer(Effort effort) throws Exception;
}
