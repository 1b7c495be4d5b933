package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Load;
import io.github.jdbcreplicated.faults.load.Plan;
import io.github.jdbcreplicated.testkit.history.HistoryRecorder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The rows of one topology, one after the other, each with a shop of its own: a router remembers for a minute which nodes
 * were out, and is then slower to give them work.
 */
final class Suite implements AutoCloseable {
    private static final Duration WELL = Duration.ofSeconds(30);
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration ENDED = Duration.ofSeconds(5);

    private final Stage stage;
    private int rows;

    /** Whether a shop has run in this process before: the first is slow at everything. */
    private boolean isWarm;

    Suite(int replicas) {
        this.stage = Stage.set(replicas);
    }

    int replicas() {
        return stage.cluster().replicas().size();
    }

    Result run(Fault fault) throws Exception {
        String name = "r" + replicas() + "-" + ++rows;
        try {
            Result result = run(name, fault, start(fault));
            Report.write(name, result);
            return result;
        } finally {
            stage.cluster().heal();
        }
    }

    /** How long the shop takes to close while a replica is frozen and clients ask. */
    Result close(Fault fault) throws Exception {
        try {
            Result result = new Closing(stage, warmedUp(start(fault)), fault).run();
            Report.write("close-" + replicas(), result);
            return result;
        } finally {
            stage.cluster().heal();
        }
    }

    @Override
    public void close() {
        stage.close();
    }

    private Result run(String name, Fault fault, Shop shop) throws Exception {
        Result result;
        try {
            result = new Row(stage, warmedUp(shop), fault, name).run();
        } catch (Exception | Error failure) {
            shop.close();
            throw failure;
        }
        long start = System.nanoTime();
        shop.close();
        long millis = (System.nanoTime() - start) / 1_000_000;
        Await.within(ENDED, () -> Remains.libraryThreads() == 0);
        return result.closed(millis, Remains.libraryThreads());
    }

    private Shop start(Fault fault) throws IOException, InterruptedException {
        if (!isWarm) {
            isWarm = true;
            warmedUp(ShopHere.start(stage.arguments(List.of()))).close();
        }
        List<String> arguments = stage.arguments(fault.settings());
        return fault.shopElsewhere() ? ShopElsewhere.start(arguments) : ShopHere.start(arguments);
    }

    private Shop warmedUp(Shop fresh) throws IOException, InterruptedException {
        stage.stock(Load.keys("warm-up", Plan.USUAL));
        try (HistoryRecorder nobody = HistoryRecorder.inMemory()) {
            Load load = Load.start(
                    "warm-up", Plan.USUAL, fresh.address(), nobody, stage.positions(), Duration.ofSeconds(30));
            Await.passes(WARM_UP);
            Await.until("the shop to be well", WELL, fresh::isWell);
            load.stop();
        }
        return fresh;
    }
}
