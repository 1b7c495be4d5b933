package io.github.jdbcreplicated.benchmarks.frame;

/** What a table says, drawn. */
public sealed interface Picture permits Bars, Lines {

    /** What it shows, with the unit. */
    String title();

    /** The drawing, as the text of an SVG file. */
    String svg();
}
