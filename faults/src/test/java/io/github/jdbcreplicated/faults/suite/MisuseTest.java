package io.github.jdbcreplicated.faults.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.RoutingListener;
import io.github.jdbcreplicated.faults.load.Load;
import io.github.jdbcreplicated.faults.load.Plan;
import io.github.jdbcreplicated.testkit.PostgresNode;
import io.github.jdbcreplicated.testkit.history.HistoryRecorder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.ConfigurableApplicationContext;

/** Applications, pools and operators that do what they should not, under load. */
@EnabledIfSystemProperty(named = "jdbcreplicated.faults", matches = "all", disabledReason = "few faults are run")
class MisuseTest {
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private static Stage stage;

    private final TrickyPools pools = new TrickyPools();

    @BeforeAll
    static void start() {
        stage = Stage.set(2);
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @AfterEach
    void heal() {
        stage.cluster().heal();
    }

    @Test
    void listenerThatThrowsHarmsNobody() throws Exception {
        AtomicInteger thrown = new AtomicInteger();
        Result result = run(
                "listener-that-throws",
                Fault.of(
                                "listener that throws, connections to the replica reset",
                                scene -> scene.replica().network().refuse(),
                                scene -> scene.replica().network().heal())
                        .lasting(A_WHILE)
                        .must(Bars.NO_FAILED_GET, Bars.NO_FAILED_WRITE),
                context -> context.getBeanFactory().registerSingleton("throwing", new Throwing(thrown)));

        assertThat(thrown).hasPositiveValue();
        Rows.check(result);
    }

    @Test
    void poolThatGivesClosedConnectionsIsPassedOver() throws Exception {
        Result result = run(
                "closed-connections",
                Fault.of(
                                "pool that gives closed connections",
                                scene -> pools.giveClosed(Fault.REPLICA),
                                scene -> pools.beHonest(Fault.REPLICA))
                        .lasting(A_WHILE)
                        .must(Bars.NO_FAILED_GET, Bars.NO_FAILED_WRITE, Bars.slowest(2500)),
                context -> context.getBeanFactory().addBeanPostProcessor(pools));

        Rows.check(result);
    }

    /** The other replica does not replay: whoever believed that these are connections of the first would read the past. */
    @Test
    void poolThatLeadsToAnotherReplicaShowsNobodyThePast() throws Exception {
        PostgresNode other = stage.cluster().replica(2);
        Result result = run(
                "wrong-replica",
                Fault.of(
                                "pool that leads to another replica",
                                scene -> {
                                    other.pauseReplay();
                                    pools.giveOthers(Fault.REPLICA, other.dataSource());
                                },
                                scene -> {
                                    pools.beHonest(Fault.REPLICA);
                                    other.resumeReplay();
                                })
                        .lasting(A_WHILE)
                        .must(Bars.NO_FAILED_GET, Bars.NO_FAILED_WRITE),
                context -> context.getBeanFactory().addBeanPostProcessor(pools));

        Rows.check(result);
    }

    @Test
    void primaryPoolThatLeadsToAReplicaWritesNothing() throws Exception {
        Result result = run(
                "wrong-primary",
                Fault.of(
                                "primary's pool that leads to a replica",
                                scene -> pools.giveOthers(
                                        "primary", scene.replica().dataSource()),
                                scene -> pools.beHonest("primary"))
                        .about("primary")
                        .lasting(A_WHILE)
                        .must(Bars.ONLY_TYPED_GETS),
                context -> context.getBeanFactory().addBeanPostProcessor(pools));

        Rows.check(result);
    }

    @Test
    void replicaIsDrainedAndAdmittedUnderLoad() throws Exception {
        Rows.check(run("drained", ClusterFaults.DRAINED, context -> {}));
    }

    @Test
    void closesInTheMiddleOfAFault() throws Exception {
        Shop shop = ShopHere.start(stage.arguments(List.of()));
        Rows.check(new Closing(stage, shop, Catalogue.CLOSE).run());
    }

    private static Result run(
            String name, Fault fault, java.util.function.Consumer<ConfigurableApplicationContext> further)
            throws Exception {
        try (Shop shop = ShopHere.start(stage.arguments(List.of()), further)) {
            warmUp(shop);
            Result result = new Row(stage, shop, fault, name).run();
            Report.write(name, result);
            return result;
        }
    }

    private static void warmUp(Shop shop) throws Exception {
        stage.stock(Load.keys("warm-up", Plan.USUAL));
        try (HistoryRecorder nobody = HistoryRecorder.inMemory()) {
            Load load = Load.start(
                    "warm-up", Plan.USUAL, shop.address(), nobody, stage.positions(), Duration.ofSeconds(30));
            Await.passes(A_WHILE);
            load.stop();
        }
    }

    private record Throwing(AtomicInteger thrown) implements RoutingListener {
        @Override
        public void leased(Route route) {
            fail();
        }

        @Override
        public void released(Route route) {
            fail();
        }

        @Override
        public void nodeChanged(String cluster, NodeState before, NodeState after) {
            fail();
        }

        @Override
        public void primaryChanged(ClusterState before, ClusterState after, String evidence) {
            fail();
        }

        private void fail() {
            thrown.incrementAndGet();
            throw new IllegalStateException("on purpose");
        }
    }
}
