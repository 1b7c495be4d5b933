package io.github.jdbcreplicated.internal.cluster;

import java.time.Duration;

/**
 * Whether a node can be given work, by what its probe and those who leased from it met; one type for each case, all
 * immutable. What follows from its role and position is not in it.
 */
sealed interface Health permits Health.Up, Health.Suspected, Health.Unreachable, Health.PassedOver {
    /** What a node begins with. */
    static Health untried() {
        return new Up(0, 0);
    }

    /** Whether it is given work. */
    default boolean isUsable() {
        return false;
    }

    /** Whether people are told that it is out. */
    default boolean isOut() {
        return !evidence().isEmpty();
    }

    /** Why it is out, for people; empty while it is not. */
    default String evidence() {
        return "";
    }

    /** The probe was answered; {@code askedAt} is when it asked. */
    Health answered(long askedAt, long now, ProofOfHealth proof);

    /** The probe found that it cannot be reached, or had no answer for too long. */
    Health unreachable(long now, String why);

    /** A connection to it was lost, which may be that connection's own end: the probe is to find out. */
    Health lostConnection(long now);

    /** Its pool gave no connection, of which the probe cannot tell when that is over. */
    default Health gaveNothing(long retryAt, String why) {
        return new PassedOver(retryAt, why);
    }

    /** Its pool gave a connection; {@code gently} if it is to be given a small share at first. */
    default Health gaveConnection(long now, boolean gently) {
        return this;
    }

    /**
     * It is given work.
     *
     * @param since when it came back
     * @param outages how often it was out shortly before that; 0 if it never was
     */
    record Up(long since, int outages) implements Health {
        @Override
        public boolean isUsable() {
            return true;
        }

        @Override
        public Health answered(long askedAt, long now, ProofOfHealth proof) {
            return this;
        }

        @Override
        public Health unreachable(long now, String why) {
            return new Unreachable(now, 0, 1 + ProofOfHealth.recentOutages(this, now), why);
        }

        @Override
        public Health lostConnection(long now) {
            return new Suspected(now, this);
        }
    }

    /** It lost a connection: given no work until it answers a question that was asked after that. */
    record Suspected(long since, Up before) implements Health {
        @Override
        public Health answered(long askedAt, long now, ProofOfHealth proof) {
            return askedAt - since > 0 ? before : this;
        }

        @Override
        public Health unreachable(long now, String why) {
            return before.unreachable(now, why);
        }

        @Override
        public Health lostConnection(long now) {
            return new Suspected(now, before);
        }
    }

    /**
     * The probe did not reach it; it comes back when the probe has shown that it is well.
     *
     * @param good how often in a row it has answered
     */
    record Unreachable(long since, int good, int outages, String evidence) implements Health {
        @Override
        public Health answered(long askedAt, long now, ProofOfHealth proof) {
            return proof.isEnough(good + 1, now - since, outages)
                    ? new Up(now, outages)
                    : new Unreachable(since, good + 1, outages, evidence);
        }

        @Override
        public Health unreachable(long now, String why) {
            return new Unreachable(since, 0, outages, evidence);
        }

        @Override
        public Health lostConnection(long now) {
            return new Unreachable(since, 0, outages, evidence);
        }

        @Override
        public Health gaveNothing(long retryAt, String why) {
            return this;
        }
    }

    /** After which a node that nobody has tried again is given work by its answers alone. */
    long PATIENCE_WITH_CALLERS = Duration.ofSeconds(10).toNanos();

    /** Its pool gave no connection; one caller at a time tries it again when its time has come. */
    record PassedOver(long retryAt, String evidence) implements Health {
        @Override
        public Health answered(long askedAt, long now, ProofOfHealth proof) {
            return now - retryAt > PATIENCE_WITH_CALLERS ? new Up(now, 1) : this;
        }

        @Override
        public Health unreachable(long now, String why) {
            return new Unreachable(now, 0, 1, why);
        }

        @Override
        public Health lostConnection(long now) {
            return this;
        }

        @Override
        public Health gaveConnection(long now, boolean gently) {
            return new Up(now, gently ? 1 : 0);
        }
    }
}
