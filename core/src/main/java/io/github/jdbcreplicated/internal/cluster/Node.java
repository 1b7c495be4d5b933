package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.Route.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One configured server: its name, the pool that reaches it, and how busy that is. */
public final class Node {
    private final String setting;
    private final String name;
    private final DataSource pool;
    private final DataSource probe;
    private final int weight;
    private final boolean primary;
    private final int index;
    private final EnumMap<Reason, Destination> destinations = new EnumMap<>(Reason.class);

    /** Connections leased and not yet given back; written by each lease and release, read by the balancer. */
    private final AtomicInteger inFlight = new AtomicInteger();

    Node(String cluster, NodeSettings settings, boolean primary, int index) {
        this.setting = settings.setting();
        this.name = settings.name();
        this.pool = settings.pool();
        this.probe = settings.probe();
        this.weight = settings.weight();
        this.primary = primary;
        this.index = index;
        for (Reason reason : Reason.values()) {
            destinations.put(reason, new Destination(this, new Route(cluster, name, reason)));
        }
    }

    /** Where this node was configured, for messages. */
    String setting() {
        return setting;
    }

    public String name() {
        return name;
    }

    public DataSource pool() {
        return pool;
    }

    DataSource probe() {
        return probe;
    }

    /** Whether it is asked over connections that are not those of its pool. */
    boolean hasProbe() {
        return probe != pool;
    }

    /** Its place among the cluster's nodes: 0 for the primary, then the replicas in their order. */
    int index() {
        return index;
    }

    int weight() {
        return weight;
    }

    public boolean isPrimary() {
        return primary;
    }

    /** This node for the given reason; always the same object, so that a decision allocates nothing. */
    public Destination destination(Reason reason) {
        return Objects.requireNonNull(destinations.get(reason));
    }

    /** The part of {@link #destination} that listeners see. */
    public Route route(Reason reason) {
        return destination(reason).route();
    }

    int inFlight() {
        return inFlight.get();
    }

    /** Takes a connection from the pool; credentials are null for the pool's own. */
    public Connection lease(@Nullable Credentials credentials) throws SQLException {
        inFlight.incrementAndGet();
        boolean leased = false;
        try {
            Connection connection = credentials == null
                    ? pool.getConnection()
                    : pool.getConnection(credentials.user(), credentials.password());
            leased = true;
            return connection;
        } finally {
            if (!leased) {
                inFlight.decrementAndGet();
            }
        }
    }

    /** Notes that a connection that {@link #lease} answered went back. */
    public void released() {
        inFlight.decrementAndGet();
    }

    @Override
    public String toString() {
        return name;
    }
}
