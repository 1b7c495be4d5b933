package io.github.jdbcreplicated.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryRecorderTest {

    @TempDir
    Path folder;

    @Test
    void sessionCarriesTheTokenItWasGivenLast() throws IOException {
        try (HistoryRecorder recorder = HistoryRecorder.inMemory()) {
            HistorySession anna = recorder.session("anna");
            HistoryEvent first = anna.begin(Operation.READ, "x").end(Outcome.OK);
            HistoryEvent write = anna.begin(Operation.WRITE, "x").gaveToken().end(Outcome.OK);
            HistoryEvent read = anna.begin(Operation.READ, "x").end(Outcome.OK);
            HistoryEvent again = anna.begin(Operation.READ, "x").end(Outcome.OK);
            anna.forgetToken();
            HistoryEvent anew = anna.begin(Operation.READ, "x").end(Outcome.OK);

            assertThat(write.tokens()).isEqualTo(Tokens.given());
            assertThat(first.tokens()).isEqualTo(Tokens.NONE);
            assertThat(read.tokens()).isEqualTo(Tokens.carrying(write.id()));
            assertThat(again.tokens()).isEqualTo(Tokens.carrying(write.id()));
            assertThat(anew.tokens()).isEqualTo(Tokens.NONE);
            assertThat(recorder.history().events()).containsExactly(first, write, read, again, anew);
        }
    }

    @Test
    void staleReadIsFlaggedFromWhatWasRecorded() throws IOException {
        try (HistoryRecorder recorder = HistoryRecorder.inMemory()) {
            HistorySession anna = recorder.session("anna");
            anna.begin(Operation.WRITE, "x").value(Value.version(2)).gaveToken().end(Outcome.OK);
            anna.begin(Operation.READ, "x")
                    .value(Value.version(1))
                    .place(Place.of("r1"))
                    .reason("INFERRED_REPLICA")
                    .end(Outcome.OK);

            assertThat(HistoryChecker.check(recorder.history()).text())
                    .contains("violation of read_your_writes")
                    .contains("on r1, reason INFERRED_REPLICA");
        }
    }

    @Test
    void fileGivesBackWhatManyThreadsHaveRecorded() throws IOException {
        Path file = folder.resolve("h.jsonl");
        try (HistoryRecorder recorder = HistoryRecorder.inMemoryAndToFile(file)) {
            HistorySession anna = recorder.session("anna");
            IntStream.range(0, 2000)
                    .parallel()
                    .forEach(number ->
                            anna.begin(Operation.WRITE, "x").gaveToken().end(Outcome.OK));
            recorder.record(new VersionReset(null, HistoryRecorder.since(System.nanoTime())));
            recorder.close();

            History back = History.read(List.of(file));
            assertThat(back.events())
                    .hasSize(2000)
                    .containsExactlyInAnyOrderElementsOf(recorder.history().events());
            assertThat(back.resets()).isEqualTo(recorder.history().resets());
        }
    }

    @Test
    void secondRunIsAppended() throws IOException {
        Path file = folder.resolve("h.jsonl");
        for (int run = 0; run < 2; run++) {
            try (HistoryRecorder recorder = HistoryRecorder.toFile(file)) {
                recorder.session("anna").begin(Operation.READ, "x").end(Outcome.FAIL);
                assertThatThrownBy(recorder::history).hasMessageContaining("keeps nothing in memory");
            }
        }

        assertThat(History.read(List.of(file)).events()).hasSize(2);
    }

    @Test
    void operationEndsOnce() throws IOException {
        try (HistoryRecorder recorder = HistoryRecorder.inMemory()) {
            PendingOperation read = recorder.session("anna").begin(Operation.READ, "x");
            read.end(Outcome.OK);

            assertThatThrownBy(() -> read.end(Outcome.OK)).hasMessageContaining("has ended before");
        }
    }
}
