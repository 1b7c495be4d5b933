package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Load;
import io.github.jdbcreplicated.faults.load.Sample;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.history.HistoryChecker;
import io.github.jdbcreplicated.testkit.history.HistoryRecorder;
import io.github.jdbcreplicated.testkit.history.Operation;
import io.github.jdbcreplicated.testkit.history.Outcome;
import io.github.jdbcreplicated.testkit.history.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** One fault, done to one shop and its servers while clients use it. */
final class Row {
    private static final Path FOLDER = Path.of("target", "histories");
    private static final Duration CALM = Duration.ofSeconds(1);
    private static final Duration RECOVERY = Duration.ofSeconds(20);
    private static final Duration REMAINS = Duration.ofSeconds(5);
    private static final Duration LOSERS_GRACE = Duration.ofSeconds(2);

    private final Stage stage;
    private final Shop shop;
    private final Fault fault;
    private final String name;

    Row(Stage stage, Shop shop, Fault fault, String name) {
        this.stage = stage;
        this.shop = shop;
        this.fault = fault;
        this.name = name;
    }

    Result run() throws Exception {
        List<String> keys = Load.keys(name, fault.plans());
        Path file = Files.createDirectories(FOLDER).resolve(name + ".jsonl");
        Files.deleteIfExists(file);
        try (HistoryRecorder recorder = HistoryRecorder.inMemoryAndToFile(file)) {
            Scene scene = new Scene(stage, shop, recorder);
            try {

                stage.stock(keys);
                fault.prepare().on(scene);
                return play(scene, recorder);
            } finally {
                scene.release();
                scene.endLoad();
            }
        }
    }

    private Result play(Scene scene, HistoryRecorder recorder) throws Exception {
        Remains before = shop.remains();
        long handled = shop.handled();
        Load load = Load.start(name, fault.plans(), shop.address(), recorder, stage.positions(), patience());
        scene.loadIs(load);
        Await.passes(CALM);
        if (!Await.within(RECOVERY, shop::isWell)) {
            scene.note("the shop was not well when the fault began");
        }
        boolean calm = load.samples().stream().allMatch(Sample::isGood);
        scene.injectedAt(System.nanoTime());
        fault.inject().on(scene);
        Await.passes(fault.hold());
        List<String> waiting = Waiting.now();
        scene.removedAt(System.nanoTime());
        fault.remove().on(scene);
        Long recovered = recovery(scene);
        Await.passes(CALM);
        load.stop();
        scene.release();
        double amplification = amplification(load, shop.handled() - handled);
        Remains left = left(before);
        finalRead(scene.survivor(), recorder);
        return new Result(
                fault,
                stage.topology(),
                calm,
                since(load, scene.injectedNanos()),
                shop.watch().since(scene.injectedNanos()),
                HistoryChecker.check(recorder.history()),
                detection(scene),
                recovered,
                goodWrites(scene, load),
                outMillis(scene),
                byLosers(scene),
                left,
                amplification,
                0,
                waiting,
                scene.notes());
    }

    private Duration patience() {
        return fault.shopElsewhere() ? Duration.ofSeconds(30) : Duration.ofSeconds(12);
    }

    private static List<Sample> since(Load load, long nanos) {
        return load.samples().stream()
                .filter(sample -> sample.endNanos() - nanos >= 0)
                .toList();
    }

    /** A node counts as back when the router says so, a primary when a write has succeeded. */
    private @Nullable Long recovery(Scene scene) {
        PostgresNode survivor = scene.survivor();
        long since = scene.removedNanos();
        boolean back = Await.within(
                RECOVERY,
                () -> scene.cluster().nodes().stream()
                                .filter(node ->
                                        node.isRunning() && !scene.losers().contains(node))
                                .noneMatch(node -> scene.isOut(node.name(), 0))
                        && (shop.handled() == 0
                                || scene.awaitGoodWrite(survivor, since, Duration.ZERO)
                                || !fault.watched().equals("primary")));
        return back ? (System.nanoTime() - since) / 1_000_000 : null;
    }

    private @Nullable Long detection(Scene scene) {
        return shop.watch().since(scene.injectedNanos()).stream()
                .filter(this::isDetection)
                .map(change -> (change.nanos() - scene.injectedNanos()) / 1_000_000)
                .findFirst()
                .orElse(null);
    }

    private boolean isDetection(Change change) {
        boolean aboutIt = change.node().equals(fault.watched()) && change.type() != Change.Type.IN;
        boolean noPrimary = fault.watched().equals("primary") && change.type() == Change.Type.NO_PRIMARY;
        return aboutIt || noPrimary;
    }

    private static List<@Nullable Long> goodWrites(Scene scene, Load load) {
        List<@Nullable Long> millis = new ArrayList<>();
        for (Scene.Handover handover : scene.handovers()) {
            millis.add(load.samples().stream()
                    .filter(sample -> sample.isWrite()
                            && sample.isGood()
                            && sample.node().equals(handover.node())
                            && sample.endNanos() - handover.nanos() >= 0)
                    .map(sample -> (sample.endNanos() - handover.nanos()) / 1_000_000)
                    .min(Long::compare)
                    .orElse(null));
        }
        return millis;
    }

    private Map<String, Long> outMillis(Scene scene) {
        Map<String, Long> millis = new HashMap<>();
        if (!scene.handovers().isEmpty()) {
            long from = scene.handovers().get(0).nanos();
            shop.watch().since(scene.injectedNanos()).stream()
                    .filter(change -> change.type() == Change.Type.OUT)
                    .forEach(change -> millis.putIfAbsent(change.node(), (change.nanos() - from) / 1_000_000));
        }
        return millis;
    }

    private static long byLosers(Scene scene) {
        if (scene.handovers().isEmpty()) {
            return 0;
        }
        java.time.Instant from = scene.handovers().get(0).wall().plus(LOSERS_GRACE);
        return scene.losers().stream()
                .filter(PostgresNode::isRunning)
                .mapToLong(loser -> Long.parseLong(
                        scene.ask(loser, "select count(*) from entry where at > timestamptz '" + from + "'")))
                .sum();
    }

    private Remains left(Remains before) {
        Await.within(REMAINS, () -> shop.remains().beyond(before).isNothing());
        return shop.remains().beyond(before);
    }

    private static double amplification(Load load, long handled) {
        return load.samples().isEmpty() ? 1 : (double) handled / load.samples().size();
    }

    /** What is there in the end, on the server that goes on. */
    private void finalRead(PostgresNode survivor, HistoryRecorder recorder) throws IOException {
        Map<String, List<String>> lists = new HashMap<>();
        Load.keys(name, fault.plans()).forEach(key -> lists.put(key, new ArrayList<>()));
        new JdbcTemplate(survivor.adminDataSource()).query("select key, element from entry order by id", row -> {
            lists.computeIfAbsent(row.getString(1), any -> new ArrayList<>()).add(row.getString(2));
        });
        lists.forEach((key, elements) -> recorder.session("after " + name)
                .begin(Operation.FINAL, key)
                .value(Value.elements(elements))
                .end(Outcome.OK));
    }
}
