package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.unit.Replica;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One configured server: its name, the pools that reach it, and how busy they are. */
public final class Node implements Replica {
    private final String setting;
    private final String name;
    private final DataSource readingPool;
    private final DataSource writingPool;
    private final DataSource probe;
    private final int weight;
    private final boolean configuredPrimary;
    private final int index;

    /** By the reason's place. */
    private final Destination[] destinations;

    /** Of the run asked about last, as each read asks; written and read by any thread, each of which finds the same. */
    private volatile @Nullable Fingerprint fingerprint;

    private final InFlight reads = new InFlight();
    private final InFlight writes = new InFlight();

    Node(String cluster, NodeSettings settings, boolean primary, int index) {
        this.setting = settings.setting();
        this.name = settings.name();
        this.readingPool = primary ? settings.poolOfOtherRole() : settings.pool();
        this.writingPool = primary ? settings.pool() : settings.poolOfOtherRole();
        this.probe = settings.probe();
        this.weight = settings.weight();
        this.configuredPrimary = primary;
        this.index = index;
        this.destinations = Stream.of(Reason.values())
                .map(reason -> new Destination(this, new Route(cluster, name, reason)))
                .toArray(Destination[]::new);
    }

    /** The name of its cluster. */
    String cluster() {
        return route(Reason.NO_SCOPE).cluster();
    }

    /** Where this node was configured, for messages. */
    String setting() {
        return setting;
    }

    @Override
    public String name() {
        return name;
    }

    /** The pool of the role that it was configured for. */
    public DataSource pool() {
        return configuredPrimary ? writingPool : readingPool;
    }

    /** The pool that serves it as the primary, or as a replica. */
    public DataSource pool(boolean forWriting) {
        return forWriting ? writingPool : readingPool;
    }

    /** Whether connections of one role are never used in the other. */
    boolean hasPoolPerRole() {
        return readingPool != writingPool;
    }

    DataSource probe() {
        return probe;
    }

    /** Whether it is asked over connections that are not those of its pool. */
    boolean hasProbe() {
        return probe != pool();
    }

    /** Its place among the cluster's nodes: 0 for the configured primary, then the others in their order. */
    int index() {
        return index;
    }

    int weight() {
        return weight;
    }

    /** Whether it was configured as the primary; which node takes writes now is the cluster's to say. */
    boolean isConfiguredPrimary() {
        return configuredPrimary;
    }

    /** This node for the given reason; always the same object, so that a decision allocates nothing. */
    @SuppressWarnings("EnumOrdinal") // nothing outlives the JVM that numbered them, and each lease asks
    public Destination destination(Reason reason) {
        return destinations[reason.ordinal()];
    }

    /** The part of {@link #destination} that listeners see. */
    public Route route(Reason reason) {
        return destination(reason).route();
    }

    /** How many connections are leased to read as a replica. */
    int busy() {
        return reads.count();
    }

    /** The connections that were leased for one role, and are in use. */
    InFlight inFlight(boolean forWriting) {
        return forWriting ? writes : reads;
    }

    /** The number that tells this run of it from others, for tokens. */
    public long fingerprint(Incarnation run) {
        Fingerprint last = fingerprint;
        if (last == null || !last.run.equals(run)) {
            last = new Fingerprint(run, run.fingerprint(name));
            fingerprint = last;
        }
        return last.number;
    }

    /** Takes a connection from the pool of that role; credentials are null for the pool's own. */
    Connection connection(boolean forWriting, @Nullable Credentials credentials) throws SQLException {
        DataSource pool = pool(forWriting);
        return credentials == null
                ? pool.getConnection()
                : pool.getConnection(credentials.user(), credentials.password());
    }

    /** Counts a lease, from before its connection is asked for. */
    public Slot begin(boolean forWriting) {
        return inFlight(forWriting).begin();
    }

    @Override
    public String toString() {
        return name;
    }

    private record Fingerprint(Incarnation run, long number) {}
}
