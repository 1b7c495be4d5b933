package io.github.jdbcreplicated.demo.history;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.history.History;
import io.github.jdbcreplicated.testkit.history.HistoryRecorder;
import io.github.jdbcreplicated.testkit.history.Operation;
import io.github.jdbcreplicated.testkit.history.Outcome;
import io.github.jdbcreplicated.testkit.history.Value;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.springframework.jdbc.core.JdbcTemplate;

/** An instance with visitors of its own, and what they saw, in {@code target/histories}. */
final class Contender implements AutoCloseable {
    private static final Path FOLDER = Path.of("target", "histories");

    private final Instance instance;
    private final String run;
    private final HistoryRecorder recorder;
    private final HttpClient http = HttpClient.newHttpClient();

    Contender(String run, Instance instance) throws IOException {
        this.run = run + "-" + instance.name().replace(' ', '-');
        this.instance = instance;
        Path file = Files.createDirectories(FOLDER).resolve(this.run + ".jsonl");
        Files.deleteIfExists(file);
        this.recorder = HistoryRecorder.inMemoryAndToFile(file);
    }

    String name() {
        return instance.name();
    }

    /** As many visitors as there are paces, and a message that all of them edit. */
    List<Visitor> visitors(List<Pace> paces) throws IOException, InterruptedException {
        long shared = new Browser(http, instance.address())
                .form("POST", "/messages", "what all edit")
                .id();
        List<Visitor> visitors = new ArrayList<>();
        for (Pace pace : paces) {
            int number = visitors.size();
            String name = run + "-" + number;
            Journal journal = new Journal(new Browser(http, instance.address()), recorder.session(name));
            visitors.add(Visitor.enter(name, journal, pace, new SplittableRandom(number), shared));
        }
        return visitors;
    }

    /** All that was written down, with what is on the board in the end; once all visitors have left. */
    History history(PostgresCluster cluster) {
        JdbcTemplate primary = new JdbcTemplate(cluster.primary().dataSource());
        var last = recorder.session("after " + run).begin(Operation.FINAL, Visitor.BOARD);
        List<String> board = primary.queryForList(
                "select split_part(text, ' ', 1) from messages where text like ? order by id",
                String.class,
                run + "-%");
        last.value(Value.elements(board)).end(Outcome.OK);
        return recorder.history();
    }

    @Override
    public void close() throws IOException {
        recorder.close();
        instance.close();
    }
}
