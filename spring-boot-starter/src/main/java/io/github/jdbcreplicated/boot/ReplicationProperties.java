package io.github.jdbcreplicated.boot;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.Fallback;
import io.github.jdbcreplicated.RoutingMode;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.servlet.TokenCarrier.SameSite;
import io.github.jdbcreplicated.servlet.replay.ReplayMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What {@code replicated.*} can say. An unknown name below it is an error at start.
 *
 * @param enabled whether the application's DataSource is taken over; with false its bean stays untouched
 * @param mode how much of the routing is in force at start; can be switched at run time
 * @param fallback what a read does when no replica can serve it: primary or fail
 * @param consistency what clients are promised about their reads
 * @param maxLag how late a replica may be and still serve any read, 1s to 1d, less than the token's max-age
 * @param captureTimeout for how long the end of a request that wrote may wait for the primary's position, 1ms to 1m
 * @param pollInterval how often each server is asked for its role and position, 10ms to 5m
 * @param fallbackBudget how many reads at a time the primary serves that replicas should, while some replica serves
 *     others, 0 to 10000; by default half of the primary's pool
 * @param outageBudget how many reads at a time the primary serves while no replica serves any, 0 to 10000; by default the
 *     primary's pool less a fifth, and less one at least
 * @param failover whether writes follow the replica that was promoted, or stay with the configured primary
 * @param abortAfter after what time calls to a primary that does not answer are given up, 1s to 1h
 * @param token what carries a client's positions
 * @param downtime after what time a node that could not give a connection is tried again, 1ms to 1h
 * @param strict whether what would be repaired in an inferred read throws instead, for development and tests
 * @param unscoped where a connection marked read-only goes while no scope is open
 * @param readWriteTransactions where a read-write transaction in an inferred read goes
 * @param primaryName the node name of the primary
 * @param dataSource the name of the DataSource bean that is the primary; needed where it is not the only one
 * @param replicas the replicas, as a list or by name
 * @param hikari settings of every replica's pool, on top of those of the primary's pool
 * @param clusters further clusters by name, where an application has several replicated databases
 * @param web what holds for HTTP requests
 * @param mdc whether the node that a thread works on is in the logging context as db.node
 */
@ConfigurationProperties(prefix = "replicated", ignoreUnknownFields = false)
public record ReplicationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("auto") RoutingMode mode,
        @DefaultValue("primary") Fallback fallback,
        @DefaultValue Freshness consistency,
        @DefaultValue("30s") Duration maxLag,
        @DefaultValue("250ms") Duration captureTimeout,
        @DefaultValue("500ms") Duration pollInterval,
        @Nullable Integer fallbackBudget,
        @Nullable Integer outageBudget,
        @DefaultValue("follow") Failover failover,
        @DefaultValue("30s") Duration abortAfter,
        @DefaultValue Token token,
        @DefaultValue("10s") Duration downtime,
        @DefaultValue("false") boolean strict,
        @DefaultValue("primary") Unscoped unscoped,
        @DefaultValue("primary") ReadWriteTransactions readWriteTransactions,
        @DefaultValue("primary") String primaryName,
        @Nullable String dataSource,
        @DefaultValue Map<String, Replica> replicas,
        @DefaultValue Map<String, String> hikari,
        @DefaultValue Map<String, Cluster> clusters,
        @DefaultValue Web web,
        @DefaultValue("false") boolean mdc) {

    /** What a promotion changes. */
    public enum Failover {
        /** Writes follow the server that was promoted. */
        FOLLOW,
        /** The primary stays the one that was configured. */
        OFF
    }

    /** Where unscoped read-only connections go. */
    public enum Unscoped {
        /** To the primary. */
        PRIMARY,
        /** To a replica, which may be behind what the client wrote. */
        READ_ONLY_FLAG
    }

    /** Where read-write transactions in an inferred read go. */
    public enum ReadWriteTransactions {
        /** To the primary. */
        PRIMARY,
        /** Where the inferred target says. */
        BY_TARGET
    }

    /** Where reads go before the handler of a request is known. */
    public enum SecurityReads {
        /** To the primary. */
        PRIMARY,
        /** Where the request's own target says. */
        ROUTE
    }

    /**
     * What clients are promised about their reads.
     *
     * @param level what is promised where nothing else is said: eventual, read-your-writes or session
     * @param maxWait for how long a read may wait for a replica to catch up before it goes to the primary, 0 to 1m
     */
    public record Freshness(
            @DefaultValue("read-your-writes") Consistency level,
            @DefaultValue("100ms") Duration maxWait) {}

    /**
     * What carries a client's positions.
     *
     * @param keys secrets of 32 bytes or more in Base64: the first signs, all verify; none makes one up for this process
     * @param maxAge for how long a token is worth something, up to 1d
     * @param cookie the cookie that carries it
     * @param header the name of the request and response header that carries it, or off
     * @param forwardTo the hosts that outgoing HTTP calls pass it on to
     */
    public record Token(
            @DefaultValue List<String> keys,
            @DefaultValue("10m") Duration maxAge,
            @DefaultValue Cookie cookie,
            @DefaultValue("Replicated-Token") String header,
            @DefaultValue List<String> forwardTo) {

        /** YAML reads {@code off} as a boolean. */
        private static final Set<String> NO_HEADER = Set.of("off", "false");

        /** Whether a header carries it, not the cookie alone. */
        public boolean hasHeader() {
            return !NO_HEADER.contains(header);
        }

        /** Without the keys. */
        @Override
        public String toString() {
            return "Token[keys=" + keys.size() + ", maxAge=" + maxAge + ", cookie=" + cookie + ", header=" + header
                    + ", forwardTo=" + forwardTo + "]";
        }
    }

    /**
     * The cookie that carries a token.
     *
     * @param name its name
     * @param sameSite with which requests of other sites browsers send it: strict, lax or none
     * @param path the paths that browsers send it to; by default those of the application
     * @param secure whether it is always marked as secure, also where the request does not seem to be
     */
    public record Cookie(
            @DefaultValue("replicated-token") String name,
            @DefaultValue("lax") SameSite sameSite,
            @Nullable String path,
            @DefaultValue("false") boolean secure) {}

    /**
     * One replica. What it does not say is taken over from the primary.
     *
     * @param url the JDBC URL of this one server
     * @param username the user; by default that of the primary
     * @param password the password; by default that of the primary
     * @param weight its share of the reads beside the other replicas' weights, 1 to 1000
     * @param hikari settings of this replica's pool, on top of those of all replicas
     */
    public record Replica(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("1") int weight,
            @DefaultValue Map<String, String> hikari) {

        /** Without URL, user and settings, which may hold secrets. */
        @Override
        public String toString() {
            return "Replica[weight=" + weight + "]";
        }
    }

    /**
     * A further cluster.
     *
     * @param dataSource the name of the DataSource bean that is its primary
     * @param primaryName the node name of its primary
     * @param replicas its replicas, as a list or by name
     * @param hikari settings of every replica's pool, on top of those of the primary's pool
     */
    public record Cluster(
            @Nullable String dataSource,
            @DefaultValue("primary") String primaryName,
            @DefaultValue Map<String, Replica> replicas,
            @DefaultValue Map<String, String> hikari) {

        /** Without the pool's settings, which may hold secrets. */
        @Override
        public String toString() {
            return "Cluster[dataSource=" + dataSource + ", replicas=" + replicas.keySet() + "]";
        }
    }

    /**
     * What holds for HTTP requests.
     *
     * @param readMethods the methods whose requests read
     * @param overrides path patterns and the target of their requests, whatever the method; the first that matches wins
     * @param securityReads where reads of the filter chain go, before the handler is known
     * @param routeHeader whether answers carry a header that names the nodes used, for development
     * @param replay which failures of a replica have a safe request run once more: on, node-loss-only or off
     * @param replayBuffer how much of a response is held back, so that its request can be run once more, 1B to 16MB
     */
    public record Web(
            @DefaultValue({"GET", "HEAD"}) List<String> readMethods,
            @DefaultValue Map<String, Target> overrides,
            @DefaultValue("primary") SecurityReads securityReads,
            @DefaultValue("false") boolean routeHeader,
            @DefaultValue("on") ReplayMode replay,
            @DefaultValue("64KB") DataSize replayBuffer) {}

    /** Without the pools' settings, which may hold secrets. */
    @Override
    public String toString() {
        return "ReplicationProperties[mode=" + mode + ", replicas=" + replicas.keySet() + ", clusters=" + clusters
                + "]";
    }
}
