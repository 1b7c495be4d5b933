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
    public static final ConsistencyToken NONE = new ConsistencyToken(List.of(), Elsewhere.NOTHING, null);

    /** Says something that cannot be read, by its version or key: to be on the safe side, every position is unknown. */
    public static final ConsistencyToken UNVERIFIED = new ConsistencyToken(List.of(), Elsewhere.UNVERIFIED, null);

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
    private final Elsewhere elsewhere;
    private final @Nullable Instant issuedAt;

    private ConsistencyToken(List<Entry> entries, Elsewhere elsewhere, @Nullable Instant issuedAt) {
        this.entries = List.copyOf(entries);
        this.elsewhere = elsewhere;
        this.issuedAt = issuedAt;
    }

    static ConsistencyToken read(List<Entry> entries, Elsewhere elsewhere, Instant issuedAt) {
        return new ConsistencyToken(entries, elsewhere, issuedAt);
    }

    /** Whether it says nothing of any cluster. */
    public boolean isEmpty() {
        return entries.isEmpty() && elsewhere == Elsewhere.NOTHING;
    }

    /** Whether it stands for one that could not be read; see {@link #UNVERIFIED}. */
    public boolean isUnverified() {
        return elsewhere == Elsewhere.UNVERIFIED;
    }

    /**
     * Whether it names clusters, and none that the key which verified it was ever asked about; so ask it for the
     * {@linkplain #position positions} of one's own clusters first. False for a token of this process, and where it says
     * something of every cluster.
     */
    public boolean speaksOnlyOfStrangers() {
        return elsewhere == Elsewhere.NOTHING
                && !entries.isEmpty()
                && entries.stream().noneMatch(entry -> entry.key().isMet());
    }

    /** When it was made into text; null for one of this process. */
    public @Nullable Instant issuedAt() {
        return issuedAt;
    }

    /** What it says of the cluster: null for nothing, or {@link Position#UNKNOWN}, or a position. */
    public @Nullable Position position(String cluster, String system) {
        Position latest = null;
        for (Entry entry : entries) {
            Position said = entry.key().names(cluster, system) ? entry.position() : null;
            if (said != null) {
                latest = latest == null ? said : Position.max(latest, said);
            }
        }
        return latest != null || elsewhere == Elsewhere.NOTHING ? latest : Position.UNKNOWN;
    }

    /**
     * A hash of the run of the node that the client last read from in the cluster, where reads must not go back in time
     * (consistency {@code session}); 0 for none.
     */
    public long seenOn(String cluster, String system) {
        for (Entry entry : entries) {
            if (entry.seenOn() != 0 && entry.key().names(cluster, system)) {
                return entry.seenOn();
            }
        }
        return 0;
    }

    /** This token with something else said of one cluster; a null position says nothing of its writes. */
    public ConsistencyToken with(String cluster, String system, @Nullable Position position, long seenOn) {
        List<Entry> others = new ArrayList<>(entries.stream()
                .filter(entry -> !entry.key().names(cluster, system))
                .toList());
        if (position != null || seenOn != 0) {
            others.add(new Entry(new ClusterKey.Named(cluster, system), position, seenOn));
        }
        return new ConsistencyToken(others, elsewhere, issuedAt);
    }

    /** The token that promises what either does; where both know a position, the later one. */
    public ConsistencyToken max(ConsistencyToken other) {
        Objects.requireNonNull(other, "other");
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        Elsewhere both = elsewhere.max(other.elsewhere);
        // Where one knows of nothing, what the other knows, or what either was told later, does not help
        List<Entry> all = both == Elsewhere.NOTHING
                ? Stream.concat(entries.stream(), other.entries.stream()).toList()
                : List.of();
        return new ConsistencyToken(all, both, later(issuedAt, other.issuedAt));
    }

    /**
     * Whether who follows this token follows the other too: of every cluster that the other speaks of, this one says a
     * position at least as late, or that it is unknown.
     */
    public boolean covers(ConsistencyToken other) {
        return other.entries.stream().allMatch(this::covers)
                && (other.elsewhere == Elsewhere.NOTHING || coversElsewhere(other));
    }

    List<Entry> entries() {
        return entries;
    }

    Elsewhere elsewhere() {
        return elsewhere;
    }

    /** Without positions, which tell the rate of a business. */
    @Override
    public String toString() {
        return "ConsistencyToken[" + entries.size() + " clusters, elsewhere " + elsewhere + "]";
    }

    private boolean covers(Entry other) {
        List<Entry> own =
                entries.stream().filter(entry -> entry.isAboutSameAs(other)).toList();
        return own.isEmpty() ? elsewhere != Elsewhere.NOTHING : own.stream().anyMatch(entry -> entry.covers(other));
    }

    private boolean coversElsewhere(ConsistencyToken other) {
        return elsewhere != Elsewhere.NOTHING
                && entries.stream()
                        .filter(entry -> !entry.isUnknown())
                        .allMatch(entry -> other.entries.stream().anyMatch(entry::isAboutSameAs));
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
        boolean isAboutSameAs(Entry other) {
            return key.sameAs(other.key);
        }

        boolean isUnknown() {
            return position != null && !position.isKnown();
        }

        /** Whether this promises what the other does, of the same cluster. */
        boolean covers(Entry other) {
            return (other.position == null || isUnknown() || (position != null && position.covers(other.position)))
                    && (other.seenOn == 0 || other.seenOn == seenOn);
        }

        /** What {@link #position} and {@link #seenOn} answer where both speak of one cluster. */
        Entry max(Entry other) {
            Position both = position == null || other.position == null
                    ? (position == null ? other.position : position)
                    : Position.max(position, other.position);
            return new Entry(key, both, seenOn == 0 ? other.seenOn : seenOn);
        }

        boolean saysNothing() {
            return position == null && seenOn == 0;
        }

        @Override
        public String toString() {
            return "Entry[***]";
        }
    }

    /** What is said of clusters, or of their positions, that no entry speaks of. In the order of what they ask. */
    enum Elsewhere {
        NOTHING,
        /** Something that was not written down: every position is unknown. */
        UNKNOWN,
        /** As that, but by nobody whom we could verify. */
        UNVERIFIED;

        Elsewhere max(Elsewhere other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }
}
