package io.github.jdbcreplicated;

import io.github.jdbcreplicated.internal.cluster.Cluster;
import io.github.jdbcreplicated.internal.cluster.Credentials;
import io.github.jdbcreplicated.internal.cluster.FailureStance;
import io.github.jdbcreplicated.internal.cluster.Freshness;
import io.github.jdbcreplicated.internal.cluster.Inspection;
import io.github.jdbcreplicated.internal.cluster.Listeners;
import io.github.jdbcreplicated.internal.cluster.NodeSettings;
import io.github.jdbcreplicated.internal.connection.RoutedConnection;
import io.github.jdbcreplicated.internal.connection.RoutingSettings;
import io.github.jdbcreplicated.spi.TransactionHint;
import io.github.jdbcreplicated.spi.UnitOfWork;
import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/**
 * The {@code DataSource} to inject: it gives work to the primary or to a replica, as the current
 * {@link ReplicationScope} asks for.
 *
 * <pre>{@code
 * var dataSource = ReplicatedDataSource.builder()
 *         .primary("primary", primaryPool)
 *         .replica("replica-1", firstReplicaPool)
 *         .replica("replica-2", secondReplicaPool)
 *         .build();
 * }</pre>
 *
 * <p>Thread-safe. {@link #getConnection()} touches no server: the connection chooses its node when a statement first
 * needs one. Without a scope everything goes to the primary. The pools stay their owner's: {@link #close()} does not
 * close them.
 */
public final class ReplicatedDataSource implements DataSource, AutoCloseable {
    private final Cluster cluster;
    private final RoutingSettings settings;

    /** Written once by {@link #close()}, read by every call for a connection. */
    private volatile boolean closed;

    ReplicatedDataSource(Cluster cluster, RoutingSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
    }

    /** Starts to describe a data source. */
    public static Builder builder() {
        return new Builder();
    }

    /** The name of this data source's cluster; {@code default} unless the builder was told another. */
    public String cluster() {
        return cluster.name();
    }

    /** What is known of the servers now. */
    public ClusterState state() {
        return cluster.state();
    }

    /** Whether the primary takes writes, as far as is known: it said so, it answers, and its pool gave a connection last. */
    public boolean acceptsWrites() {
        return cluster.state().acceptsWrites();
    }

    /** The mode in force. */
    public RoutingMode mode() {
        return settings.mode();
    }

    /** Switches the mode, at any time, for the decisions taken from now on in this process. */
    public void setMode(RoutingMode mode) {
        Objects.requireNonNull(mode, "mode");
        RoutingMode before = settings.switchMode(mode);
        if (before != mode) {
            cluster.listeners().modeChanged(cluster.name(), before, mode);
        }
    }

    /** The pool of the node that takes writes now: work that must never be routed (migrations, sessions, locks) uses it directly. */
    public DataSource primary() {
        return cluster.primary().pool(true);
    }

    /**
     * The pool of one node, for work that names its server.
     *
     * @throws IllegalArgumentException if there is no such node
     */
    public DataSource node(String name) {
        return cluster.nodeNamed(name).pool();
    }

    /**
     * Gives a replica no more work; what it has begun it ends. For maintenance. Of no effect on one that is drained.
     *
     * @throws IllegalArgumentException if there is no such node, or it is the primary
     */
    public void drain(String replica) {
        cluster.drain(replica);
    }

    /**
     * Gives a replica work again that was drained.
     *
     * @throws IllegalArgumentException if there is no such node
     */
    public void admit(String replica) {
        cluster.admit(replica);
    }

    /**
     * Adds a replica to those that serve; the arguments are those of {@link Builder#replica(String, DataSource, DataSource,
     * int)}. It is given work once it has shown that it is well, follows the primary and is not late.
     *
     * @throws IllegalArgumentException if an argument is not allowed, or the name is used already
     */
    public void addReplica(String name, DataSource pool, DataSource probe, int weight) {
        cluster.add(Builder.replicaSettings(name, pool, probe, weight));
    }

    /**
     * Removes a replica from those that serve; what it has begun it ends. Its pool stays its owner's, to be closed when
     * nothing is on it any more.
     *
     * @throws IllegalArgumentException if there is no such node, or it is the primary
     */
    public void removeReplica(String name) {
        cluster.remove(name);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return handle(null);
    }

    @Override
    public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
        return handle(new Credentials(username, password));
    }

    /** Ends this data source's own work; the pools are their owner's to close. Connections already given stay usable. */
    @Override
    public void close() {
        closed = true;
        cluster.close();
    }

    /** The primary's pool for {@code DataSource} and for what it can be unwrapped to; this object for its own type. */
    @Override
    public <T> T unwrap(Class<T> iface) throws SQLException {
        if (iface == ReplicatedDataSource.class) {
            return iface.cast(this);
        }
        return iface.isInstance(primary()) ? iface.cast(primary()) : primary().unwrap(iface);
    }

    @Override
    public boolean isWrapperFor(Class<?> iface) throws SQLException {
        return iface == ReplicatedDataSource.class
                || iface.isInstance(primary())
                || primary().isWrapperFor(iface);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return primary().getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        primary().setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        primary().setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return primary().getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return primary().getParentLogger();
    }

    /** Not supported: a connection built from sharding keys would choose its server before anything is known of it. */
    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        throw new SQLFeatureNotSupportedException("A routed DataSource has no connection builder; use getConnection()");
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return primary().createShardingKeyBuilder();
    }

    @Override
    public String toString() {
        return "ReplicatedDataSource[cluster=" + cluster.name() + ", primary=" + cluster.primary() + ", replicas="
                + cluster.replicas() + ", mode=" + mode() + "]";
    }

    private Connection handle(@Nullable Credentials credentials) throws SQLException {
        if (closed) {
            throw new SQLException("ReplicatedDataSource of cluster '" + cluster.name() + "' is closed", "08003");
        }
        return RoutedConnection.open(settings, UnitOfWork.current(), credentials);
    }

    /**
     * Describes a {@link ReplicatedDataSource}; not thread-safe.
     *
     * <p>{@link #build()} checks all of it, and asks each server what it is. What the result does not change afterwards.
     */
    public static final class Builder {
        private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated");
        private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

        private String cluster = "default";
        private @Nullable NodeSettings primary;
        private final List<NodeSettings> replicas = new ArrayList<>();
        private final List<RoutingListener> listeners = new ArrayList<>();
        private RoutingMode mode = RoutingMode.AUTO;
        private Fallback fallback = Fallback.PRIMARY;
        private Consistency consistency = Consistency.READ_YOUR_WRITES;
        private Duration maxWait = Duration.ofMillis(100);
        private Duration maxLag = Duration.ofSeconds(30);
        private Duration captureTimeout = Duration.ofMillis(250);
        private Duration pollInterval = Duration.ofMillis(500);
        private int fallbackBudget = 5;
        private int outageBudget = 8;
        private Duration abortAfter = Duration.ofSeconds(30);
        private boolean followFailover = true;
        private @Nullable DataSource whenDemoted;
        private final Map<String, DataSource> poolsForOtherRole = new HashMap<>();
        private Duration downtime = Duration.ofSeconds(10);
        private boolean strict;
        private boolean unscopedReadOnlyToReplica;
        private boolean readWriteTransactionsByTarget;
        private TransactionHint transactionHint = () -> TransactionHint.Transaction.NONE;
        private LongSupplier nanoTime = System::nanoTime;

        Builder() {}

        /** Names the cluster, {@code [a-z0-9-]{1,32}}; by default {@code default}. */
        public Builder cluster(String name) {
            cluster = checkedName("cluster", name);
            return this;
        }

        /** Sets the primary: a name, {@code [a-z0-9-]{1,32}}, and the pool that reaches it. Required, once. */
        public Builder primary(String name, DataSource pool) {
            return primary(name, pool, pool);
        }

        /** As {@link #primary(String, DataSource)}; {@code probe} is asked what and where the server is, so that such questions do not wait for the pool's connections. */
        public Builder primary(String name, DataSource pool, DataSource probe) {
            if (primary != null) {
                throw new IllegalArgumentException("primary(\"" + name + "\"): the cluster '" + cluster
                        + "' has a primary already, '" + primary.name() + "'; exactly one is allowed");
            }
            primary = node("primary", name, pool, probe, 1);
            return this;
        }

        /** Adds a replica: a name, {@code [a-z0-9-]{1,32}}, and the pool that reaches it. */
        public Builder replica(String name, DataSource pool) {
            return replica(name, pool, 1);
        }

        /** As {@link #replica(String, DataSource)} with a weight, 1 to 1000: its share of the reads beside the others'. */
        public Builder replica(String name, DataSource pool, int weight) {
            return replica(name, pool, pool, weight);
        }

        /** As above; {@code probe} is asked what and where the server is, so that such questions do not wait for the pool's connections. */
        public Builder replica(String name, DataSource pool, DataSource probe, int weight) {
            replicas.add(replicaSettings(name, pool, probe, weight));
            return this;
        }

        private static NodeSettings replicaSettings(String name, DataSource pool, DataSource probe, int weight) {
            if (weight < 1 || weight > 1000) {
                throw new IllegalArgumentException(
                        "replica(\"" + name + "\"): weight is " + weight + "; allowed is 1 to 1000");
            }
            return node("replica", name, pool, probe, weight);
        }

        /**
         * Sets the pool of a replica for the time when it has become the primary, so that connections that were opened to
         * read never write; by default its pool serves both.
         */
        public Builder whenPromoted(String replica, DataSource writingPool) {
            poolsForOtherRole.put(replica, Objects.requireNonNull(writingPool, "writingPool"));
            return this;
        }

        /** Sets the pool of the primary for the time when it is a replica; by default its pool serves both. */
        public Builder whenDemoted(DataSource readingPool) {
            whenDemoted = Objects.requireNonNull(readingPool, "readingPool");
            return this;
        }

        /**
         * Sets whether writes follow the server that was promoted; by default true. Otherwise the primary stays the one
         * that was configured, and a replica that was promoted is given no work.
         */
        public Builder followFailover(boolean follow) {
            this.followFailover = follow;
            return this;
        }

        /**
         * Sets after what time calls to a primary that does not answer are given up, 1 s to 1 hour; by default 30 s.
         * Whether they took effect is then not known. Calls to replicas that do not answer are given up at once.
         */
        public Builder abortAfter(Duration abortAfter) {
            this.abortAfter = between("abortAfter", abortAfter, Duration.ofSeconds(1), Duration.ofHours(1));
            return this;
        }

        /**
         * Sets how many reads at a time the primary serves while no replica can serve any, 0 to 10000; by default 8, which
         * leaves two of the connections of a pool of HikariCP's default size to writes.
         */
        public Builder outageBudget(int reads) {
            if (reads < 0 || reads > 10_000) {
                throw new IllegalArgumentException("outageBudget is " + reads + "; allowed is 0 to 10000");
            }
            this.outageBudget = reads;
            return this;
        }

        /** Sets the mode to start with; by default {@link RoutingMode#AUTO}. */
        public Builder mode(RoutingMode mode) {
            this.mode = Objects.requireNonNull(mode, "mode");
            return this;
        }

        /** Sets what a read does when no replica can serve it; by default {@link Fallback#PRIMARY}. */
        public Builder fallback(Fallback fallback) {
            Objects.requireNonNull(fallback, "fallback");
            if (fallback == Fallback.DEFAULT) {
                throw new IllegalArgumentException("fallback is DEFAULT; allowed here is PRIMARY or FAIL");
            }
            this.fallback = fallback;
            return this;
        }

        /**
         * Sets after what time a node that could not give a connection is tried again, 1 ms to 1 hour; by default 10 s.
         */
        public Builder downtime(Duration downtime) {
            this.downtime = between("downtime", downtime, Duration.ofMillis(1), Duration.ofHours(1));
            return this;
        }

        /**
         * Sets what clients are promised about their reads where nothing else is said; by default
         * {@link Consistency#READ_YOUR_WRITES}.
         */
        public Builder consistency(Consistency level) {
            Objects.requireNonNull(level, "level");
            if (level == Consistency.DEFAULT) {
                throw new IllegalArgumentException(
                        "consistency is DEFAULT; allowed here is EVENTUAL, READ_YOUR_WRITES or SESSION");
            }
            this.consistency = level;
            return this;
        }

        /**
         * Sets for how long a read may wait for a replica to catch up with what the client wrote, 0 to 1 minute; by default
         * 100 ms. After that it goes to the primary.
         */
        public Builder maxWait(Duration maxWait) {
            this.maxWait = between("maxWait", maxWait, Duration.ZERO, Duration.ofMinutes(1));
            return this;
        }

        /**
         * Sets how late a replica may be and still serve any read, 1 s to 1 day; by default 30 s. Kept to within one
         * {@linkplain #pollInterval poll}.
         */
        public Builder maxLag(Duration maxLag) {
            this.maxLag = between("maxLag", maxLag, Duration.ofSeconds(1), Duration.ofDays(1));
            return this;
        }

        /**
         * Sets for how long the end of a unit of work that wrote may wait for the primary's position, 1 ms to 1 minute; by
         * default 250 ms. Without the position, the client's reads go to the primary.
         */
        public Builder captureTimeout(Duration captureTimeout) {
            this.captureTimeout =
                    between("captureTimeout", captureTimeout, Duration.ofMillis(1), Duration.ofMinutes(1));
            return this;
        }

        /** Sets how often each server is asked for its role and position, 10 ms to 5 minutes; by default 500 ms. */
        public Builder pollInterval(Duration pollInterval) {
            this.pollInterval = between("pollInterval", pollInterval, Duration.ofMillis(10), Duration.ofMinutes(5));
            return this;
        }

        /**
         * Sets how many reads at a time the primary serves that replicas should have, while some replica serves others, 0 to
         * 10000; by default 5, half of a pool of HikariCP's default size. Those for clients whose token cannot be read are
         * among them; beyond this they are served as if they had no token.
         */
        public Builder fallbackBudget(int reads) {
            if (reads < 0 || reads > 10_000) {
                throw new IllegalArgumentException("fallbackBudget is " + reads + "; allowed is 0 to 10000");
            }
            this.fallbackBudget = reads;
            return this;
        }

        /**
         * Has what would be repaired in an inferred read (a write, a route conflict) throw {@link RouteConflictException}
         * instead, for development and tests; by default false.
         */
        public Builder strict(boolean strict) {
            this.strict = strict;
            return this;
        }

        /**
         * Lets a connection that is marked read-only read from a replica though no scope is open; by default false. Such
         * reads promise nothing about what the client wrote before.
         */
        public Builder unscopedReadOnlyToReplica(boolean allowed) {
            this.unscopedReadOnlyToReplica = allowed;
            return this;
        }

        /**
         * Lets the framework's read-write transactions in an inferred read follow its target, instead of the primary; by
         * default false.
         */
        public Builder readWriteTransactionsByTarget(boolean byTarget) {
            this.readWriteTransactionsByTarget = byTarget;
            return this;
        }

        /** Sets what tells about the framework's transactions; by default nothing is known of any. */
        public Builder transactionHint(TransactionHint hint) {
            this.transactionHint = Objects.requireNonNull(hint, "hint");
            return this;
        }

        /** Adds a listener; several are called in the order in which they were added. */
        public Builder listener(RoutingListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** The clock that downtime is measured with, for tests. */
        Builder nanoTime(LongSupplier clock) {
            this.nanoTime = clock;
            return this;
        }

        /**
         * Checks the description, asks every server within a few seconds what it is, and creates the data source. A server
         * that does not answer does not prevent that; one that answers what contradicts the description does.
         *
         * @throws IllegalArgumentException if the description is not complete, or a server contradicts it
         */
        public ReplicatedDataSource build() {
            if (primary == null) {
                throw new IllegalArgumentException(
                        "Cluster '" + cluster + "' has no primary; call primary(name, pool)");
            }
            requireDistinct(primary);
            requireReplicas(poolsForOtherRole.keySet());
            Cluster built = new Cluster(
                    cluster,
                    withPoolWhenDemoted(primary),
                    replicas.stream().map(this::withPoolWhenPromoted).toList(),
                    new FailureStance(downtime, abortAfter, followFailover, fallbackBudget, outageBudget),
                    new Freshness(consistency, maxWait, maxLag, captureTimeout, pollInterval),
                    nanoTime,
                    new Listeners(List.copyOf(listeners)));
            if (replicas.isEmpty()) {
                LOG.log(Level.INFO, "Cluster ''{0}'' has no replicas: everything goes to its primary", cluster);
            }
            Inspection.of(built);
            return new ReplicatedDataSource(
                    built,
                    new RoutingSettings(
                            built,
                            mode,
                            fallback,
                            strict,
                            unscopedReadOnlyToReplica,
                            readWriteTransactionsByTarget,
                            transactionHint));
        }

        private void requireReplicas(Set<String> promoted) {
            List<String> known = replicas.stream().map(NodeSettings::name).toList();
            promoted.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
                throw new IllegalArgumentException("whenPromoted(\"" + name + "\"): cluster '" + cluster
                        + "' has no replica of that name; its replicas are " + known);
            });
        }

        private NodeSettings withPoolWhenDemoted(NodeSettings node) {
            return whenDemoted == null ? node : node.withPoolOfOtherRole(whenDemoted);
        }

        private NodeSettings withPoolWhenPromoted(NodeSettings node) {
            DataSource writing = poolsForOtherRole.get(node.name());
            return writing == null ? node : node.withPoolOfOtherRole(writing);
        }

        private void requireDistinct(NodeSettings thePrimary) {
            Set<String> names = new HashSet<>();
            Stream.concat(Stream.of(thePrimary), replicas.stream()).forEach(node -> {
                if (!names.add(node.name())) {
                    throw new IllegalArgumentException(node.setting() + ": the name '" + node.name()
                            + "' is used by two nodes of cluster '" + cluster + "'; each needs its own");
                }
            });
            for (NodeSettings replica : replicas) {
                if (replica.pool() == thePrimary.pool()) {
                    throw new IllegalArgumentException(replica.setting() + ": its pool is the pool of the primary '"
                            + thePrimary.name() + "'; a replica needs a pool of its own");
                }
            }
        }

        private static NodeSettings node(String role, String name, DataSource pool, DataSource probe, int weight) {
            Objects.requireNonNull(pool, "pool");
            Objects.requireNonNull(probe, "probe");
            if (pool instanceof XADataSource) {
                throw new IllegalArgumentException(
                        role + "(\"" + name + "\"): the pool is an XADataSource. A read on a "
                                + "replica would leave the global transaction, so XA is not supported; give the XA work its own "
                                + "DataSource on the primary, and this one an ordinary pool");
            }
            return new NodeSettings(role + "(\"" + name + "\")", checkedName(role, name), pool, probe, weight);
        }

        private static Duration between(String setting, Duration value, Duration least, Duration most) {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException(setting + " is " + value + "; allowed is " + least + " to " + most);
            }
            return value;
        }

        private static String checkedName(String setting, String name) {
            if (!NAME.matcher(Objects.requireNonNull(name, "name")).matches()) {
                throw new IllegalArgumentException(
                        setting + ": the name is '" + name + "'; allowed are 1 to 32 of a-z, 0-9 and '-'");
            }
            return name;
        }
    }
}
