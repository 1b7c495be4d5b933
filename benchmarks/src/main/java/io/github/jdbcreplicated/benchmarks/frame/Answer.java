package io.github.jdbcreplicated.benchmarks.frame;

/**
 * What a run found.
 *
 * @param jdks the JDKs measured on, as the heading says it
 * @param text Markdown: the table, and below it what it says about our limits
 * @param picture the same to look at
 */
public record Answer(String jdks, String text, Picture picture) {

    /** An answer measured on the JDK that runs this. */
    public Answer(String text, Picture picture) {
        this("JDK " + Runtime.version(), text, picture);
    }
}
