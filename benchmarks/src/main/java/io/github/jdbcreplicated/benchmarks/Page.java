package io.github.jdbcreplicated.benchmarks;

/** A page of which one part is written by a run, and the rest by hand. */
final class Page {
    private static final String BEGIN = "<!-- figures: written by benchmarks/run -->\n";
    private static final String END = "<!-- end of figures -->\n";

    private Page() {}

    static String with(String page, String figures) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "The page has no line '" + BEGIN.strip() + "' with a line '" + END.strip() + "' after it");
        }
        return page.substring(0, begin + BEGIN.length()) + "\n" + figures + page.substring(end);
    }
}
