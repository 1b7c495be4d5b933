package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Load;
import io.github.jdbcreplicated.faults.load.Sample;
import io.github.jdbcreplicated.testkit.PostgresCluster;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.history.HistoryRecorder;
import io.github.jdbcreplicated.testkit.history.Promotion;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a fault is done to, and what it notes on the way. Belongs to the thread that does it. */
final class Scene {
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final Stage stage;
    private final Shop shop;
    private final HistoryRecorder recorder;
    private final List<String> notes = new ArrayList<>();
    private final List<PostgresNode> losers = new ArrayList<>();
    private final List<AutoCloseable> held = new ArrayList<>();
    private final List<Handover> handovers = new ArrayList<>();
    private PostgresNode survivor;
    private long injectedNanos;
    private long removedNanos;
    private @Nullable Load load;

    /** A promotion, or a primary that is back: from when on writes are expected to succeed there. */
    record Handover(String node, long nanos, Instant wall) {}

    Scene(Stage stage, Shop shop, HistoryRecorder recorder) {
        this.stage = stage;
        this.shop = shop;
        this.recorder = recorder;
        this.survivor = stage.cluster().primary();
    }

    PostgresCluster cluster() {
        return stage.cluster();
    }

    Shop shop() {
        return shop;
    }

    PostgresNode primary() {
        return cluster().primary();
    }

    /** The replica that most faults are done to. */
    PostgresNode replica() {
        return cluster().replica(1);
    }

    boolean hasSecondReplica() {
        return cluster().replicas().size() > 1;
    }

    void note(String text) {
        notes.add(text);
    }

    List<String> notes() {
        return notes;
    }

    void loadIs(Load running) {
        load = running;
    }

    /** Whatever has happened, nobody writes into a history that is closed. */
    void endLoad() throws InterruptedException {
        if (load != null) {
            load.stop();
        }
    }

    void injectedAt(long nanos) {
        injectedNanos = nanos;
    }

    long injectedNanos() {
        return injectedNanos;
    }

    void removedAt(long nanos) {
        removedNanos = nanos;
    }

    long removedNanos() {
        return removedNanos;
    }

    /** Promotes a replica and tells the history where it left the old timeline. */
    void promote(PostgresNode node) {
        node.promote();
        handedOver(node);
        String file = ask(node, "select pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn())");
        int timeline = Integer.parseInt(file.substring(0, 8), 16);
        recorder.record(new Promotion(node.name(), timeline - 1, timeline, node.replayPosition()));
    }

    /** From now on writes are expected to succeed there. */
    void handedOver(PostgresNode node) {
        handovers.add(new Handover(node.name(), System.nanoTime(), Instant.now()));
        survivor = node;
    }

    List<Handover> handovers() {
        return handovers;
    }

    void survives(PostgresNode node) {
        survivor = node;
    }

    PostgresNode survivor() {
        return survivor;
    }

    void loses(PostgresNode node) {
        losers.add(node);
    }

    List<PostgresNode> losers() {
        return losers;
    }

    /** Is closed when the row is over, if not before. */
    <T extends AutoCloseable> T holding(T resource) {
        held.add(resource);
        return resource;
    }

    void release() {
        for (AutoCloseable resource : held) {
            try {
                resource.close();
            } catch (Exception gone) {
                note("could not be released: " + gone.getMessage());
            }
        }
        held.clear();
    }

    String ask(PostgresNode node, String query) {
        return Objects.requireNonNull(new JdbcTemplate(node.adminDataSource()).queryForObject(query, String.class));
    }

    void run(PostgresNode node, String statement) {
        new JdbcTemplate(node.adminDataSource()).execute(statement);
    }

    /** A connection past the faults, as superuser, open until the row is over. */
    Connection session(PostgresNode node) throws java.sql.SQLException {
        return holding(node.adminDataSource().getConnection());
    }

    /** Waits until the shop has taken the node out; the row's figures tell whether it did, and when. */
    boolean awaitOut(PostgresNode node, Duration limit) {
        return Await.within(limit, () -> isOut(node.name(), injectedNanos));
    }

    /** Waits until the shop gives the node work. */
    boolean awaitIn(PostgresNode node) {
        return Await.within(SETTLED, () -> !isOut(node.name(), 0));
    }

    /** Waits until a write has succeeded on that node which began after that moment. */
    boolean awaitGoodWrite(PostgresNode node, long since, Duration limit) {
        return Await.within(
                limit,
                () -> samples().stream()
                        .anyMatch(sample -> sample.isWrite()
                                && sample.isGood()
                                && sample.node().equals(node.name())
                                && sample.startNanos() - since >= 0));
    }

    List<Sample> samples() {
        return load == null ? List.of() : load.samples();
    }

    /** Whether the last that was heard of the node is that it is out. */
    boolean isOut(String node, long since) {
        List<Change> changes =
                since == 0 ? shop.watch().changes() : shop.watch().since(since);
        return changes.stream()
                .filter(change -> change.is(Change.Type.OUT, node) || change.is(Change.Type.IN, node))
                .reduce((before, after) -> after)
                .filter(change -> change.type() == Change.Type.OUT)
                .isPresent();
    }
}
