package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Load;
import io.github.jdbcreplicated.faults.load.Sample;
import io.github.jdbcreplicated.testkit.history.HistoryChecker;
import io.github.jdbcreplicated.testkit.history.HistoryRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The end of a shop in the middle of a fault. */
final class Closing {
    private static final Duration REMAINS = Duration.ofSeconds(5);

    private final Stage stage;
    private final Shop shop;
    private final Fault fault;

    Closing(Stage stage, Shop shop, Fault fault) {
        this.stage = stage;
        this.shop = shop;
        this.fault = fault;
    }

    Result run() throws Exception {
        stage.stock(Load.keys("close", fault.plans()));
        try (HistoryRecorder recorder = HistoryRecorder.inMemory()) {
            Scene scene = new Scene(stage, shop, recorder);
            Load load = Load.start(
                    "close", fault.plans(), shop.address(), recorder, stage.positions(), Duration.ofSeconds(12));
            Await.passes(Duration.ofSeconds(1));
            boolean calm = load.samples().stream().allMatch(Sample::isGood);
            scene.injectedAt(System.nanoTime());
            fault.inject().on(scene);
            long router = millis(() -> shop.router().close());
            long whole = millis(shop::close);
            load.stop();
            Await.within(REMAINS, () -> Remains.libraryThreads() == 0);
            Remains left = new Remains(Remains.libraryThreads(), 0);
            fault.remove().on(scene);
            return new Result(
                    fault,
                    stage.topology(),
                    calm,
                    List.of(),
                    shop.watch().since(scene.injectedNanos()),
                    HistoryChecker.check(recorder.history()),
                    null,
                    0L,
                    List.of(),
                    Map.of(),
                    0,
                    left,
                    1,
                    router,
                    List.of(),
                    List.of("the router closed in " + router + " ms, the application in " + whole + " ms more"));
        }
    }

    private static long millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }
}
