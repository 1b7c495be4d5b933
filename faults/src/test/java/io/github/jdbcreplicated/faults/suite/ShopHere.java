package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.faults.shop.ShopApplication;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The shop in this process. */
final class ShopHere implements Shop {
    private final Watch watch = new Watch(change -> {});
    private final PoolCensus pools = new PoolCensus();
    private final HandlerCount count = new HandlerCount();
    private final ConfigurableApplicationContext context;

    private ShopHere(List<String> arguments) {
        this(arguments, context -> {});
    }

    private ShopHere(List<String> arguments, java.util.function.Consumer<ConfigurableApplicationContext> further) {
        SpringApplication application = new SpringApplication(ShopApplication.class);
        application.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("watch", watch);
            context.getBeanFactory().registerSingleton("handlerCount", count);
            context.getBeanFactory().addBeanPostProcessor(pools);
            further.accept(context);
        });
        this.context = application.run(arguments.toArray(String[]::new));
    }

    static ShopHere start(List<String> arguments) {
        return new ShopHere(arguments);
    }

    /** With beans of a test. */
    static ShopHere start(List<String> arguments, java.util.function.Consumer<ConfigurableApplicationContext> further) {
        return new ShopHere(arguments, further);
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    @Override
    public Watch watch() {
        return watch;
    }

    @Override
    public boolean isWell() {
        ClusterState state = router().state();
        return router().acceptsWrites()
                && state.primary().name().equals("primary")
                && state.primary().up()
                && state.replicas().stream().allMatch(NodeState::up);
    }

    @Override
    public Remains remains() {
        return new Remains(Remains.libraryThreads(), pools.active());
    }

    @Override
    public long handled() {
        return count.handled();
    }

    PoolCensus pools() {
        return pools;
    }

    @Override
    public ReplicatedDataSource router() {
        try {
            return context.getBean(DataSource.class).unwrap(ReplicatedDataSource.class);
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
