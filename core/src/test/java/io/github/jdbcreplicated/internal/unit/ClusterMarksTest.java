package io.github.jdbcreplicated.internal.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What threads of one unit do to each other's floors; what happens meanwhile happens inside the question. */
class ClusterMarksTest {
    private static final String SYSTEM = "1";

    private final UnitLedger ledger = UnitOfWork.undetermined().ledger();

    /** What is done while the primary is asked; null for nothing. */
    private @Nullable Runnable meanwhile;

    /** What is done while a token is weighed; null for nothing. */
    private @Nullable Runnable whileWeighing;

    /** What another thread does while this one looks at what is known of the primary; null for nothing. */
    private @Nullable Runnable whileSeeing;

    private final Deque<Position> answers = new ArrayDeque<>();

    private Position lastSeen = Position.UNKNOWN;

    private final Positions positions = new Positions() {
        @Override
        public boolean areTold() {
            return true;
        }

        @Override
        public String cluster() {
            return "a";
        }

        @Override
        public String system() {
            return SYSTEM;
        }

        @Override
        public @Nullable Position floorOf(ConsistencyToken token) {
            Runnable listener = whileWeighing;
            whileWeighing = null;
            if (listener != null) {
                listener.run();
            }
            return token.position("a", SYSTEM);
        }

        @Override
        public Position lastSeen() {
            return lastSeen;
        }

        @Override
        public @Nullable Incarnation primaryRun() {
            Runnable other = whileSeeing;
            whileSeeing = null;
            if (other != null) {
                other.run();
            }
            return null;
        }

        @Override
        public Position capture(@Nullable Incarnation since) {
            Position answer = answers.remove();
            Runnable other = meanwhile;
            meanwhile = null;
            if (other != null) {
                other.run();
            }
            return answer;
        }
    };

    private static Position at(long lsn) {
        return new Position(1, lsn);
    }

    private static ConsistencyToken token(Position position) {
        return ConsistencyToken.NONE.with("a", SYSTEM, position, 0);
    }

    @Test
    void anUnknownPositionThatComesDuringACaptureIsNotCoveredByIt() {
        ClusterMarks marks = ledger.in(positions);
        marks.mayHaveWritten();
        answers.add(at(10));
        meanwhile = () -> ledger.learn(token(Position.UNKNOWN));
        marks.ownFloor();
        assertThat(marks.floor()).isEqualTo(Position.UNKNOWN);
    }

    @Test
    void aCaptureThatWasOvertakenTakesNothingBack() {
        ledger.continueFrom(ConsistencyToken.UNVERIFIED);
        ClusterMarks marks = ledger.in(positions);
        marks.mayHaveWritten();
        answers.add(at(10));
        answers.add(at(20));
        meanwhile = () -> {
            marks.mayHaveWritten();
            marks.ownFloor();
        };
        marks.ownFloor();
        marks.disregardArrived();
        assertThat(marks.floor()).isEqualTo(at(20));
    }

    /** The monitor may observe the primary between a write and the question where that write ended. */
    @Test
    void aPositionThatWasSeenAfterTheWorkBeganMayBeThatOfAWrite() {
        ClusterMarks marks = ledger.in(positions);
        lastSeen = at(10);
        marks.transactionBegan();
        lastSeen = at(20);
        marks.mayHaveWritten();
        answers.add(at(20));
        assertThat(marks.ownFloor()).isEqualTo(at(20));
    }

    @Test
    void aPositionThatWasSeenBeforeTheWorkBeganIsNotThatOfAWrite() {
        ClusterMarks marks = ledger.in(positions);
        lastSeen = at(20);
        marks.transactionBegan();
        marks.mayHaveWritten();
        answers.add(at(20));
        assertThat(marks.ownFloor()).isNull();
    }

    @Test
    void whatWasSeenWhenWorkWasOverIsNotKnownToBeOfOthers() {
        ClusterMarks marks = ledger.in(positions);
        lastSeen = at(20);
        marks.mayHaveWritten();
        answers.add(at(20));
        assertThat(marks.ownFloor()).isEqualTo(at(20));
    }

    /** What the second thread sees may be what the first has written. */
    @Test
    void ofWorkThatBeginsAtOnceWhatTheFirstSawCounts() {
        ClusterMarks marks = ledger.in(positions);
        lastSeen = at(10);
        whileSeeing = () -> {
            marks.transactionBegan();
            lastSeen = at(20);
        };
        marks.transactionBegan();
        marks.mayHaveWritten();
        answers.add(at(20));
        assertThat(marks.ownFloor()).isEqualTo(at(20));
    }

    @Test
    void whatIsReadOnThePrimaryAfterACaptureIsNotCoveredByIt() {
        ClusterMarks marks = ledger.in(positions);
        marks.readOn(7, true);
        marks.mayHaveWritten();
        answers.add(at(10));
        marks.ownFloor();
        assertThat(marks.told().seenOn()).as("covered").isZero();
        marks.readOn(7, true);
        assertThat(marks.told().seenOn()).as("not covered").isEqualTo(7);
    }

    @Test
    void whatWasReadOnAReplicaDoesNotHideWhatWasReadOnThePrimary() {
        ClusterMarks marks = ledger.in(positions);
        marks.readOn(7, true);
        marks.readOn(8, false);
        assertThat(marks.told().seenOn()).isEqualTo(7);
    }

    @Test
    void whereATokenThatCannotBeReadIsDisregardedTheOthersHold() {
        ledger.continueFrom(ConsistencyToken.UNVERIFIED);
        ClusterMarks marks = ledger.in(positions);
        ledger.learn(token(at(20)));
        marks.disregardArrived();
        assertThat(marks.floor()).isEqualTo(at(20));
    }

    @Test
    void whereATokenThatCannotBeReadIsDisregardedTheOthersHoldAlsoInAClusterUsedLater() {
        ledger.continueFrom(token(at(20)));
        ledger.continueFrom(ConsistencyToken.UNVERIFIED);
        ClusterMarks marks = ledger.in(positions);
        assertThat(marks.floor()).isEqualTo(Position.UNKNOWN);
        marks.disregardArrived();
        assertThat(marks.floor()).isEqualTo(at(20));
    }

    @Test
    void nobodyWaitsForWhoIsToldOfADoubtfulToken() {
        ledger.in(positions);
        CompletableFuture<Boolean> isFree = new CompletableFuture<>();
        whileWeighing = () -> isFree.complete(canContinue());
        ledger.continueFrom(token(at(10)));
        assertThat(isFree).as("where a cluster is in use").isCompletedWithValue(true);
    }

    @Test
    void nobodyWaitsForWhoIsToldOfADoubtfulTokenInAClusterThatIsNew() {
        ledger.continueFrom(token(at(10)));
        CompletableFuture<Boolean> isFree = new CompletableFuture<>();
        whileWeighing = () -> isFree.complete(canContinue());
        ClusterMarks marks = ledger.in(positions);
        assertThat(isFree).isCompletedWithValue(true);
        assertThat(marks.floor()).as("with what came meanwhile").isEqualTo(at(30));
    }

    private boolean canContinue() {
        try {
            CompletableFuture.runAsync(() -> ledger.continueFrom(token(at(30)))).get(2, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
