package io.github.jdbcreplicated.internal.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a unit learns on the way, its client has to be told; what the client brought, not. */
class LearnedTokenTest {
    private static final String SYSTEM = "1";

    private final UnitOfWork unit = UnitOfWork.inferring(Target.REPLICA);

    private record At(String cluster, Position now) implements Positions {
        @Override
        public boolean areTold() {
            return true;
        }

        @Override
        public String system() {
            return SYSTEM;
        }

        @Override
        public @Nullable Position floorOf(ConsistencyToken token) {
            return token.position(cluster, SYSTEM);
        }

        @Override
        public Position lastSeen() {
            return Position.UNKNOWN;
        }

        @Override
        public @Nullable Incarnation primaryRun() {
            return null;
        }

        @Override
        public Position capture(@Nullable Incarnation since) {
            return now;
        }
    }

    private static Position at(long lsn) {
        return new Position(1, lsn);
    }

    private static ConsistencyToken token(String cluster, long lsn) {
        return ConsistencyToken.NONE.with(cluster, SYSTEM, at(lsn), 0);
    }

    private @Nullable Position told(String cluster) {
        return Objects.requireNonNull(unit.advancedToken()).position(cluster, SYSTEM);
    }

    @Test
    void whatWasBroughtIsNotTold() {
        unit.continueFrom(token("a", 10));
        unit.ledger().in(new At("a", at(1)));
        assertThat(unit.advancedToken()).isNull();
    }

    @Test
    void whatWasLearnedIsToldBesideWhatWasBrought() {
        unit.continueFrom(token("a", 10));
        unit.learn(token("b", 20));
        assertThat(told("a")).isEqualTo(at(10));
        assertThat(told("b")).isEqualTo(at(20));
    }

    @Test
    void whatWasLearnedIsTheFloorOfAClusterInUse() {
        ClusterMarks marks = unit.ledger().in(new At("a", at(1)));
        unit.learn(token("a", 20));
        assertThat(marks.floor()).isEqualTo(at(20));
        assertThat(told("a")).isEqualTo(at(20));
    }

    @Test
    void whatWasKnownBeforeIsNotLearned() {
        unit.continueFrom(token("a", 10));
        unit.learn(token("a", 9));
        unit.learn(ConsistencyToken.NONE);
        assertThat(unit.advancedToken()).isNull();
    }

    @Test
    void whoBroughtWhatCannotBeReadIsToldWhatIsLearned() {
        unit.continueFrom(ConsistencyToken.UNVERIFIED);
        assertThat(unit.advancedToken()).isNull();
        unit.learn(token("a", 10));
        assertThat(told("a")).isEqualTo(Position.UNKNOWN);
    }

    @Test
    void whatCannotBeReadIsLearnedAsUnknown() {
        unit.learn(ConsistencyToken.UNVERIFIED);
        assertThat(told("a")).isEqualTo(Position.UNKNOWN);
    }

    /** Who plants an unreadable cookie beside the client's own must not have the client forget other clusters. */
    @Test
    void writeDoesNotForgetWhatCouldNotBeRead() {
        unit.continueFrom(token("b", 20).max(ConsistencyToken.UNVERIFIED));
        unit.ledger().in(new At("a", at(10))).markWritten();
        assertThat(told("a")).isEqualTo(at(10));
        assertThat(told("b")).isEqualTo(Position.UNKNOWN);
    }
}
