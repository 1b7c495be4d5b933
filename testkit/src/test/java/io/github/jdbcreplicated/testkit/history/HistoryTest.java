package io.github.jdbcreplicated.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    private final Story story = new Story();

    @TempDir
    Path folder;

    @Test
    void badLineIsNamedByFileAndNumber() throws IOException {
        Path file =
                Files.writeString(folder.resolve("h.jsonl"), "\n{\"op\":\"reset\",\"start\":1,\"end\":2}\n{\"op\":\n");

        assertThatThrownBy(() -> History.read(List.of(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ", line 3: unexpected the end of the line at character 7; allowed is");
    }

    @Test
    void sameIdTwiceIsRefused() {
        story.read("anna", "x", 1).ok();
        List<HistoryLine> twice = List.of(story.lines().get(0), story.lines().get(0));

        assertThatThrownBy(() -> History.of(twice))
                .hasMessage("The id 1 of clock driver is there twice, allowed is once");
    }

    @Test
    void tokenOfAnOperationThatIsNotThereIsRefused() {
        story.read("anna", "x", 1).carrying(9L).ok();

        assertThatThrownBy(story::check).hasMessageContaining("carried the token of operation 9, which is not in");
    }

    @Test
    void tokenOfAnotherSessionIsRefused() {
        long other = story.write("bert", "x", 1).ok();
        story.read("anna", "x", 1).carrying(other).ok();

        assertThatThrownBy(story::check).hasMessageContaining("which is of session bert");
    }

    @Test
    void tokenThatWasNotGivenIsRefused() {
        long other = story.write("anna", "x", 1).givingNone().ok();
        story.read("anna", "x", 1).carrying(other).ok();

        assertThatThrownBy(story::check).hasMessageContaining("which gave none");
    }

    @Test
    void tokenOfAnOperationThatHadNotEndedIsRefused() {
        long other = story.write("anna", "x", 1).during(10, 30).ok();
        story.read("anna", "x", 1).during(20, 40).carrying(other).ok();

        assertThatThrownBy(story::check).hasMessageContaining("which had not ended when it began");
    }

    @Test
    void resetAmongSeveralClocksIsRefused() {
        story.read("anna", "x", 1).within("other", 1, 2).ok();
        story.reset("x");

        assertThatThrownBy(story::check).hasMessageContaining("allowed is one clock beside a reset");
    }

    @Test
    void longSessionIsCheckedInLittleTime() {
        for (int round = 1; round <= 50_000; round++) {
            story.write("anna", "x", round).ok();
            story.read("anna", "x", round)
                    .counter(round)
                    .on(Story.replica(1, "0/1"))
                    .ok();
        }
        long before = cpuNanos();
        HistoryReport report = story.check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.readsChecked()).isEqualTo(50_000);
        // A hundred thousand operations, each looked at beside each other one, would take longer.
        assertThat(Duration.ofNanos(cpuNanos() - before)).isLessThan(Duration.ofSeconds(10));
    }

    /** Of this thread alone: the machine may have other things to do. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
