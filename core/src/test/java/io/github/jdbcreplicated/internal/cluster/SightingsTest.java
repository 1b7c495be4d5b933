package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.dialect.Observation;
import io.github.jdbcreplicated.token.Position;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class SightingsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long NEVER = Long.MIN_VALUE;

    private final Node primary = node("primary", 0);
    private final Node replica = node("replica-1", 1);
    private Sightings seen = Sightings.ofNone(2);

    @Test
    void whatWasNeverSeenCoversNothing() {
        assertThat(seen.covers(replica, at(1, 0))).isFalse();
        assertThat(seen.system()).isEmpty();
        assertThat(seen.hasSeenPrimary()).isFalse();
    }

    @Test
    void aReplicaCoversWhatItHasReplayed() {
        seeReplica(1, 100, 0);
        assertThat(seen.covers(replica, at(1, 100))).isTrue();
        assertThat(seen.covers(replica, at(1, 101))).isFalse();
        assertThat(seen.covers(replica, Position.UNKNOWN)).isFalse();
    }

    @Test
    void aReplicaThatTurnedOutToBeAPrimaryCoversNothing() {
        see(replica, false, 1, 100, 0);
        assertThat(seen.covers(replica, at(1, 50))).isFalse();
        assertThat(seen.run(replica)).isNull();
    }

    @Test
    void positionsOfAnotherTimelineDoNotCompare() {
        seeReplica(2, 1_000, 0);
        assertThat(seen.covers(replica, at(1, 100))).isFalse();
        assertThat(seen.covers(replica, at(3, 100))).isFalse();
    }

    @Test
    void whatThePromotedServerHadBeforeItsPromotionIsPartOfTheNewHistory() {
        seeReplica(1, 500, 0);
        see(replica, false, 2, 700, SECOND);
        assertThat(seen.survived(at(1, 500), 2)).isTrue();
        assertThat(seen.survived(at(1, 501), 2)).isFalse();
        assertThat(seen.survived(at(2, 400), 2)).isFalse();
        seeReplica(2, 600, 2 * SECOND);
        assertThat(seen.covers(replica, at(1, 500))).isTrue();
        assertThat(seen.covers(replica, at(1, 501))).isFalse();
    }

    @Test
    void aReplicaIsAsFreshAsThePrimaryWasAtTheNewestPositionItPassed() {
        seePrimary(100, 0);
        seePrimary(200, SECOND);
        seePrimary(300, 2 * SECOND);
        seeReplica(1, 250, 3 * SECOND);
        assertThat(seen.freshAsOf(replica, NEVER)).isEqualTo(SECOND);
        assertThat(seen.leastLag(replica)).isEqualTo(SECOND);
    }

    @Test
    void anIdlePrimaryKeepsItsReplicasFresh() {
        seePrimary(100, 0);
        seeReplica(1, 100, SECOND);
        seePrimary(100, 50 * SECOND);
        assertThat(seen.freshAsOf(replica, NEVER)).isEqualTo(50 * SECOND);
        assertThat(seen.leastLag(replica)).isZero();
    }

    @Test
    void aReplicaCutOffFromThePrimaryAges() {
        seePrimary(100, 0);
        seeReplica(1, 100, 0);
        seePrimary(200, SECOND);
        seePrimary(300, 60 * SECOND);
        seeReplica(1, 100, 60 * SECOND);
        assertThat(seen.freshAsOf(replica, NEVER)).isZero();
        assertThat(seen.leastLag(replica)).isEqualTo(59 * SECOND);
    }

    @Test
    void aReplicaThatPassedNothingThatWasSeenIsOfNoKnownFreshness() {
        seePrimary(100, 0);
        seeReplica(1, 50, 0);
        assertThat(seen.freshAsOf(replica, NEVER)).isEqualTo(NEVER);
    }

    @Test
    void manySamplesTakeLittleRoomAndKeepTheirPrecision() {
        LongStream.rangeClosed(1, 60_000).forEach(ms -> seePrimary(ms, TimeUnit.MILLISECONDS.toNanos(ms)));
        for (long lag : new long[] {10, 100, 1_000, 10_000, 30_000}) {
            seeReplica(1, 60_000 - lag, 60 * SECOND);
            long known = 60 * SECOND - seen.freshAsOf(replica, NEVER);
            assertThat(TimeUnit.NANOSECONDS.toMillis(known)).isBetween(lag, lag + lag / 8 + 10);
        }
        assertThat(samples()).isLessThan(200);
    }

    @Test
    void anAnswerOvertakenByALaterOneDoesNotMakeThePrimaryGoBack() {
        seePrimary(200, 2 * SECOND);
        seePrimary(100, SECOND);
        seeReplica(1, 100, 3 * SECOND);
        assertThat(seen.freshAsOf(replica, NEVER)).isEqualTo(NEVER);
    }

    private int samples() {
        Samples samples = Samples.NONE;
        for (long ms = 1; ms <= 60_000; ms++) {
            samples = samples.with(at(1, ms), TimeUnit.MILLISECONDS.toNanos(ms));
        }
        return samples.size();
    }

    private void seePrimary(long lsn, long time) {
        see(primary, false, 1, lsn, time);
    }

    private void seeReplica(int timeline, long lsn, long time) {
        see(replica, true, timeline, lsn, time);
    }

    private void see(Node node, boolean inRecovery, int timeline, long lsn, long time) {
        Incarnation run = new Incarnation("system", timeline, "then");
        seen = seen.with(
                node,
                new Observation(run, inRecovery, at(timeline, lsn), at(timeline, lsn), time),
                time - 120 * SECOND);
    }

    private static Position at(int timeline, long lsn) {
        return new Position(timeline, lsn);
    }

    private static Node node(String name, int index) {
        DataSource pool = new PGSimpleDataSource();
        return new Node("default", new NodeSettings(name, name, pool, pool, 1), index == 0, index);
    }
}
