package io.github.jdbcreplicated.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/history-checker.md}. */
class HistoryPageTest {

    private final List<String> page;

    @TempDir
    Path folder;

    HistoryPageTest() throws IOException {
        page = Files.readAllLines(Path.of("../docs/history-checker.md"));
    }

    @Test
    void linesOnThePageAreAHistoryWithOneViolation() {
        List<HistoryLine> lines = page.stream()
                .filter(line -> line.startsWith("{"))
                .map(LineReader::parse)
                .toList();

        assertThat(lines).hasSize(4);
        assertThat(HistoryChecker.check(History.of(lines)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.guarantee()).isEqualTo(Guarantee.READ_YOUR_WRITES));
    }

    @Test
    void codeOnThePageIsTheTestedOne() throws IOException {
        Path file = folder.resolve("history.jsonl");
        // example begins
        try (HistoryRecorder recorder = HistoryRecorder.toFile(file)) {
            HistorySession anna = recorder.session("anna");
            PendingOperation write = anna.begin(Operation.WRITE, "cart");
            // ... the request ...
            write.value(Value.version(2)).place(Place.of("primary")).gaveToken().end(Outcome.OK);
        }
        HistoryReport report = HistoryChecker.check(History.read(List.of(file)));
        assertThat(report.violations()).isEmpty();
        // example ends

        List<String> source = Files.readAllLines(
                        Path.of("src/test/java/io/github/jdbcreplicated/testkit/history/HistoryPageTest.java"))
                .stream()
                .map(String::strip)
                .toList();
        assertThat(page.stream().map(String::strip))
                .containsSequence(
                        source.subList(source.indexOf("// example begins") + 1, source.indexOf("// example ends")));
    }
}
