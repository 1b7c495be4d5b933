package io.github.jdbcreplicated.internal.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is the same on every connection of a cluster, learned from the first that was seen. Used by any thread. */
public final class ConnectionFacts {
    /** What metadata says of every connection alike, by the name of the question; added to by any thread. */
    private final Map<String, Object> constants = new ConcurrentHashMap<>();

    /** Written when the first connection of a pool was seen (twice the same, in a race); read by every handle. */
    private volatile @Nullable ConnectionDefaults defaults;

    ConnectionFacts() {}

    /** How connections come from the pools; null until one was seen. */
    public @Nullable ConnectionDefaults defaults() {
        return defaults;
    }

    /** The isolation that connections come with; READ COMMITTED until one was seen. */
    public int isolationByDefault() {
        ConnectionDefaults known = defaults;
        return known == null ? Connection.TRANSACTION_READ_COMMITTED : known.isolation();
    }

    /** Learns how connections come from the pools, of one that is as it came. */
    public ConnectionDefaults learnFrom(Connection fresh) throws SQLException {
        ConnectionDefaults seen = ConnectionDefaults.of(fresh);
        learn(seen);
        return seen;
    }

    void learn(ConnectionDefaults seen) {
        defaults = seen;
    }

    /** Answers to questions that metadata answers alike on every connection. */
    public Map<String, Object> constants() {
        return constants;
    }
}
