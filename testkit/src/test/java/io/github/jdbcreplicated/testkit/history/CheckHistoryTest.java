package io.github.jdbcreplicated.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckHistoryTest {

    private final Story story = new Story();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void cleanHistoryEndsWithZero() throws IOException {
        story.write("anna", "x", 2).ok();
        story.read("anna", "x", 2).ok();

        assertThat(run(written())).isZero();
        assertThat(text()).contains("1 reads, 1 of them checked; 1 writes");
    }

    @Test
    void violationEndsWithOneAndIsPrinted() throws IOException {
        story.write("anna", "x", 2).ok();
        story.read("anna", "x", 1).ok();

        assertThat(run(written())).isOne();
        assertThat(text()).contains("violation of read_your_writes: version 1 was shown where at least 2 was due");
    }

    @Test
    void lossIsPrintedAndEndsWithZero() throws IOException {
        story.write("anna", "x", 2).on(Story.primary(1, "0/50")).ok();
        story.promotion(1, 2, "0/40");
        story.read("anna", "x", 1).on(Story.primary(2, "0/60")).ok();

        assertThat(run(written())).isZero();
        assertThat(text()).contains("lost of read_your_writes");
    }

    @Test
    void unreadableFilesEndWithTwo() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad"), "what?");

        assertThat(run(bad)).isEqualTo(2);
        assertThat(text()).contains("bad, line 1: unexpected 'w'");
        assertThat(run(folder.resolve("absent"))).isEqualTo(2);
        assertThat(text()).contains("Cannot read").contains("absent");
        assertThat(run()).isEqualTo(2);
        assertThat(text()).contains("Usage: java io.github.jdbcreplicated.testkit.history.CheckHistory file...");
    }

    private int run(Path... files) {
        List<String> names = List.of(files).stream().map(Path::toString).toList();
        return CheckHistory.run(names, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private Path written() throws IOException {
        return Files.write(
                folder.resolve("h.jsonl"),
                story.lines().stream().map(LineWriter::format).toList());
    }
}
