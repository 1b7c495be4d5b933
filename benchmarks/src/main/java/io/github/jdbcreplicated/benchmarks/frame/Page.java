package io.github.jdbcreplicated.benchmarks.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page written by hand, with one section for each question that a run writes: between a line
 * {@code <!-- figures: name -->} and a line {@code <!-- end: name -->}. A run changes nothing else of it.
 */
public final class Page {
    private static final String PICTURES = "pictures";

    private final Path file;

    /** The page in this file; its pictures are in {@code pictures/} beside it. */
    public Page(Path file) {
        this.file = file;
    }

    /**
     * Writes a question's picture and section.
     *
     * @throws IllegalArgumentException if the page has no such section; then nothing is written
     */
    public void write(String question, String text, Picture picture) throws IOException {
        String image = PICTURES + "/" + question + ".svg";
        String page = with(Files.readString(file), question, "![" + picture.title() + "](" + image + ")\n\n" + text);
        Path target = file.resolveSibling(image);
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.writeString(target, picture.svg());
        Files.writeString(file, page);
    }

    static String with(String page, String question, String section) {
        String begin = "<!-- figures: " + question + " -->\n";
        String end = "<!-- end: " + question + " -->\n";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(
                    "The page has no line '" + begin.strip() + "' with a line '" + end.strip() + "' after it");
        }
        return page.substring(0, from + begin.length()) + "\n" + section.strip() + "\n\n" + page.substring(to);
    }
}
