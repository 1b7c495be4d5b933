package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Load;
import io.github.jdbcreplicated.faults.load.Plan;
import io.github.jdbcreplicated.testkit.history.HistoryRecorder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one topology, one after the other, against one shop that lives as long as it is well. */
final class Suite implements AutoCloseable {
    private static final Duration WELL = Duration.ofSeconds(15);
    private static final Duration WARM_UP = Duration.ofSeconds(4);

    private final Stage stage;
    private @Nullable Shop shop;
    private int rows;

    Suite(int replicas) {
        this.stage = Stage.set(replicas);
    }

    int replicas() {
        return stage.cluster().replicas().size();
    }

    Result run(Fault fault) throws Exception {
        String name = "r" + replicas() + "-" + ++rows;
        boolean own = fault.needsOwnShop();
        Shop running = own ? ownShop(fault) : shop();
        try {
            Result result = new Row(stage, running, fault, name).run();
            Report.write(name, result);
            return result;
        } finally {
            if (own) {
                running.close();
            }
            heal();
        }
    }

    /** How long the shop takes to close while a replica is frozen and clients ask. */
    Result close(Fault fault) throws Exception {
        Shop running = shop();
        Result result = new Closing(stage, running, fault).run();
        shop = null;
        Report.write("close-" + stage.cluster().replicas().size(), result);
        heal();
        return result;
    }

    @Override
    public void close() {
        Shop running = shop;
        if (running != null) {
            running.close();
        }
        stage.close();
    }

    private Shop shop() throws Exception {
        Shop running = shop;
        if (running == null) {
            running = warmedUp(ShopHere.start(stage.arguments(List.of())));
            shop = running;
        }
        return running;
    }

    private Shop ownShop(Fault fault) throws Exception {
        List<String> arguments = stage.arguments(fault.settings());
        return warmedUp(fault.shopElsewhere() ? ShopElsewhere.start(arguments) : ShopHere.start(arguments));
    }

    private Shop warmedUp(Shop fresh) throws IOException, InterruptedException {
        stage.stock(Load.keys("warm-up", Plan.USUAL));
        try (HistoryRecorder nobody = HistoryRecorder.inMemory()) {
            Load load = Load.start(
                    "warm-up", Plan.USUAL, fresh.address(), nobody, stage.positions(), Duration.ofSeconds(30));
            Await.passes(WARM_UP);
            load.stop();
        }
        return fresh;
    }

    /** The next row begins as the first one did, if need be with another shop. */
    private void heal() {
        try {
            stage.cluster().heal();
        } catch (RuntimeException ill) {
            System.err.println("The servers could not be healed and are replaced: " + ill.getMessage());
            throw ill;
        }
        Shop running = shop;
        if (running != null && !Await.within(WELL, running::isWell)) {
            System.err.println("The shop has not become well and is replaced: "
                    + running.router().state());
            running.close();
            shop = null;
        }
    }
}
