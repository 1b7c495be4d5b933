package io.github.jdbcreplicated.testkit.history;

import org.jspecify.annotations.Nullable;

/** One guarantee of a session as a question of numbers: which operations demand one, and which number. */
enum Lane {
    READ_YOUR_WRITES(Guarantee.READ_YOUR_WRITES, true),
    MONOTONIC_READS(Guarantee.MONOTONIC_READS, true),
    MONOTONIC_STORE(Guarantee.MONOTONIC_STORE, false);

    private final Guarantee guarantee;
    private final boolean perKey;

    Lane(Guarantee guarantee, boolean perKey) {
        this.guarantee = guarantee;
        this.perKey = perKey;
    }

    Guarantee guarantee() {
        return guarantee;
    }

    boolean isPerKey() {
        return perKey;
    }

    /** Whether it demands something of later operations. */
    boolean binds(HistoryEvent event) {
        return event.counts() && measure(event) != null && demands(event.operation());
    }

    private boolean demands(Operation operation) {
        return switch (this) {
            case READ_YOUR_WRITES -> operation.isWrite();
            case MONOTONIC_READS -> operation.isRead();
            case MONOTONIC_STORE -> true;
        };
    }

    /** Whether it shows something that earlier operations may demand. */
    boolean isBound(HistoryEvent event) {
        return event.isCountedRead() && measure(event) != null;
    }

    /** The number in question; null where it was not written down. */
    @Nullable
    Long measure(HistoryEvent event) {
        return perKey ? event.value().version() : event.value().counter();
    }

    /** Whose numbers compare: one key's, or null for the whole store's. */
    @Nullable
    String subject(HistoryEvent event) {
        return perKey ? event.key() : null;
    }
}
