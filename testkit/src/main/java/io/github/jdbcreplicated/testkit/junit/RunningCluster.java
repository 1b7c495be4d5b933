package io.github.jdbcreplicated.testkit.junit;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A cluster in one of JUnit's stores, which closes it. */
@SuppressWarnings("deprecation") // JUnit 5.12 closes nothing else, and JUnit 6 still closes it.
final class RunningCluster implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private static final Logger LOG = System.getLogger(RunningCluster.class.getName());

    private final PostgresCluster cluster;

    RunningCluster(ClusterRequest request) {
        this.cluster = request.start();
    }

    PostgresCluster cluster() {
        return cluster;
    }

    void heal() {
        try {
            cluster.heal();
        } catch (RuntimeException failure) {
            LOG.log(
                    Level.WARNING,
                    "The cluster could not be healed after a test and is built anew; what tests have written is gone",
                    failure);
            cluster.rebuild();
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
