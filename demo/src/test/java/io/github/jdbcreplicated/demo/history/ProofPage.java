package io.github.jdbcreplicated.demo.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The tables in {@code docs/consistency-proof.md}, each between a line that names its writer and one that ends it. */
final class ProofPage {
    private static final Path PAGE = Path.of("../docs/consistency-proof.md");
    private static final String END = "<!-- end -->\n";

    private ProofPage() {}

    static void write(String test, List<String> lines) throws IOException {
        String begin = "<!-- figures: written by " + test + " -->\n";
        String page = Files.readString(PAGE);
        int from = page.indexOf(begin) + begin.length();
        if (from < begin.length()) {
            throw new IllegalStateException(PAGE + " has no line " + begin);
        }
        String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        Files.writeString(PAGE, page.substring(0, from) + "\n" + text + "\n" + page.substring(page.indexOf(END, from)));
    }
}
