package io.github.jdbcreplicated.token;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one client has seen of each cluster: positions that its reads must not fall behind. Immutable.
 *
 * <p>Reads that {@linkplain io.github.jdbcreplicated.ReplicationScope#continueFrom continue from} a token see everything
 * that was written before the token was taken by those it was taken for. {@link TokenCodec} makes text of it.
 */
public final class ConsistencyToken {
    /** Says nothing. */
    public static final ConsistencyToken NONE = new ConsistencyToken(List.of(), false, null);

    /** Says something that cannot be read, by its version or key: to be on the safe side, every position is unknown. */
    public static final ConsistencyToken UNVERIFIED = new ConsistencyToken(List.of(), true, null);

    /** Why what a token says of a cluster was not taken at its word. */
    public enum Doubt {
        /** It speaks of databases that are not ours alone. */
        FOREIGN_CLUSTER,
        /** Its position is on a timeline before the last promotion: the client may have written what was lost by that. */
        OLDER_TIMELINE,
        /** Its position is on a timeline that no server of ours has reached. */
        NEWER_TIMELINE,
        /** Its position is one that the primary has not reached. */
        FUTURE_POSITION,
        /** It could not be read, and as many such as the primary shall serve at a time were being served. */
        BUDGET_SPENT
    }

    private final List<Entry> entries;
    private final boolean unverified;
    private final @Nullable Instant issuedAt;

    private ConsistencyToken(List<Entry> entries, boolean unverified, @Nullable Instant issuedAt) {
        this.entries = List.copyOf(entries);
        this.unverified = unverified;
        this.issuedAt = issuedAt;
    }

    static ConsistencyToken read(List<Entry> entries, Instant issuedAt) {
        return new ConsistencyToken(entries, false, issuedAt);
    }

    /** Whether it says nothing of any cluster. */
    public boolean isEmpty() {
        return entries.isEmpty() && !unverified;
    }

    /** Whether it stands for one that could not be read; see {@link #UNVERIFIED}. */
    public boolean isUnverified() {
        return unverified;
    }

    /** When it was made into text; null for one of this process. */
    public @Nullable Instant issuedAt() {
        return issuedAt;
    }

    /** What it says of the cluster: null for nothing, or {@link Position#UNKNOWN}, or a position. */
    public @Nullable Position position(String cluster, String system) {
        if (unverified) {
            return Position.UNKNOWN;
        }
        return about(cluster, system)
                .flatMap(entry -> Stream.ofNullable(entry.position()))
                .reduce(Position::max)
                .orElse(null);
    }

    /**
     * A hash of the run of the node that the client last read from in the cluster, where reads must not go back in time
     * (consistency {@code session}); 0 for none.
     */
    public long seenOn(String cluster, String system) {
        return about(cluster, system)
                .mapToLong(Entry::seenOn)
                .filter(seen -> seen != 0)
                .findFirst()
                .orElse(0);
    }

    /** This token with something else said of one cluster; a null position says nothing of its writes. */
    public ConsistencyToken with(String cluster, String system, @Nullable Position position, long seenOn) {
        List<Entry> others = new ArrayList<>(entries.stream()
                .filter(entry -> !entry.key().names(cluster, system))
                .toList());
        if (position != null || seenOn != 0) {
            others.add(new Entry(new ClusterKey.Named(cluster, system), position, seenOn));
        }
        return new ConsistencyToken(others, unverified, issuedAt);
    }

    /** The token that promises what either does; where both know a position, the later one. */
    public ConsistencyToken max(ConsistencyToken other) {
        Objects.requireNonNull(other, "other");
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        List<Entry> both =
                Stream.concat(entries.stream(), other.entries.stream()).toList();
        return new ConsistencyToken(both, unverified || other.unverified, later(issuedAt, other.issuedAt));
    }

    /**
     * Whether who follows this token follows the other too: of every cluster that the other speaks of, this one says a
     * position at least as late, or that it is unknown.
     */
    public boolean covers(ConsistencyToken other) {
        return unverified || (!other.unverified && other.entries.stream().allMatch(this::covers));
    }

    /** What it says for certain: this token without what of it could not be read. */
    public ConsistencyToken verified() {
        return unverified ? new ConsistencyToken(entries, false, issuedAt) : this;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Without positions, which tell the rate of a business. */
    @Override
    public String toString() {
        return "ConsistencyToken[" + (unverified ? "unverified" : entries.size() + " clusters") + "]";
    }

    private Stream<Entry> about(String cluster, String system) {
        return entries.stream().filter(entry -> entry.key().names(cluster, system));
    }

    private boolean covers(Entry other) {
        return entries.stream().anyMatch(entry -> entry.covers(other));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return null;
        }
        return one.isAfter(other) ? one : other;
    }

    /**
     * What is said of one cluster.
     *
     * @param position null where nothing is said of the client's writes
     */
    record Entry(ClusterKey key, @Nullable Position position, long seenOn) {
        boolean covers(Entry other) {
            return key.sameAs(other.key) && coversPosition(other.position) && coversSeen(other.seenOn);
        }

        private boolean coversPosition(@Nullable Position other) {
            return other == null || (position != null && (!position.isKnown() || position.covers(other)));
        }

        private boolean coversSeen(long other) {
            return other == 0 || seenOn == other;
        }
    }
}
