package io.github.jdbcreplicated.boot.takeover;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The clusters of this application; thread-safe. */
public final class ReplicatedClusters implements AutoCloseable {
    /** Written by the thread that makes the DataSource beans; read by endpoint and health. */
    private final List<RunningCluster> running = new CopyOnWriteArrayList<>();

    /** Written as meters are set up; read when a cluster is added. */
    private final List<Consumer<RunningCluster>> observers = new CopyOnWriteArrayList<>();

    void add(RunningCluster cluster) {
        running.add(cluster);
        observers.forEach(observer -> observer.accept(cluster));
    }

    /** Calls the observer for each cluster that is there, and from now on for each that is added. */
    public void onCluster(Consumer<RunningCluster> observer) {
        observers.add(observer);
        running.forEach(observer);
    }

    /** Those whose DataSource has been made so far. */
    public List<RunningCluster> all() {
        return running;
    }

    /** Whether every primary could give a connection when it was last asked for one. */
    public boolean acceptWrites() {
        return running.stream().allMatch(cluster -> cluster.dataSource().acceptsWrites());
    }

    /** Called by the container when the beans that use the DataSources are gone: it made those after this one. */
    @Override
    public void close() {
        running.forEach(RunningCluster::close);
    }
}
