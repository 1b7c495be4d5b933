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
    void aServerThatTellsItsNewTimelineBeforeItTakesWritesIsKnownToBePromotedToo() {
        seeReplica(1, 500, 0);
        seeReplica(2, 500, SECOND);
        see(replica, false, 2, 700, 2 * SECOND);
        assertThat(seen.survived(at(1, 500), 2)).isTrue();
        assertThat(seen.survived(at(1, 501), 2)).isFalse();
    }

    @Test
    void aReplicaThatLostItsPrimaryStaysOnTheTimelineThatItWasOn() {
        seeReplica(2, 600, 0);
        seeReplica(1, 650, SECOND);
        assertThat(seen.covers(replica, at(2, 650))).isTrue();
        assertThat(seen.covers(replica, at(2, 651))).isFalse();
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

    // ---- Astray

    @Test
    void aReplicaOnThePrimarysTimelineFollowsIt() {
        seePrimary(100, 0);
        seeReplica(1, 50, 0);
        assertThat(seen.isAstray(replica)).isFalse();
    }

    @Test
    void nobodyIsAstrayWhileThePrimaryOrTheReplicaIsUnknown() {
        assertThat(seen.isAstray(replica)).isFalse();
        seeReplica(3, 50, 0);
        assertThat(seen.isAstray(replica)).isFalse();
        see(primary, true, 1, 100, 0);
        assertThat(seen.isAstray(replica)).as("of one that is a replica itself").isFalse();
        seePrimary(100, 0);
        assertThat(seen.isAstray(replica)).isTrue();
        seen = Sightings.ofNone(2);
        seePrimary(100, 0);
        seeReplica(0, 50, 0);
        assertThat(seen.isAstray(replica)).as("without a timeline").isFalse();
    }

    @Test
    void aReplicaOfAnotherDatabaseIsAstray() {
        seePrimary(100, 0);
        seen = seen.with(replica, Servers.seen("another", 1, true, 50, 0), 0);
        assertThat(seen.isAstray(replica)).isTrue();
    }

    @Test
    void oneThatDidNotSwitchYetIsAstrayOnlyIfItHasWhatWasLost() {
        see(primary, true, 1, 500, 0);
        see(primary, false, 2, 600, 0);
        seeReplica(1, 500, 0);
        assertThat(seen.isAstray(replica)).isFalse();
        seeReplica(1, 501, 0);
        assertThat(seen.isAstray(replica)).isTrue();
    }

    @Test
    void aReplicaOnALaterTimelineThanThePrimaryIsAstray() {
        see(primary, true, 1, 500, 0);
        see(primary, false, 2, 600, 0);
        seeReplica(3, 10, 0);
        assertThat(seen.isAstray(replica)).isTrue();
    }

    @Test
    void ofTwoThatWerePromotedTheOneThatHadLessDecidesWhatSurvived() {
        see(primary, true, 1, 500, 0);
        see(primary, false, 2, 600, 0);
        seeReplica(1, 700, 0);
        see(replica, false, 2, 800, 0);
        assertThat(seen.survived(at(1, 500), 2)).isTrue();
        assertThat(seen.survived(at(1, 600), 2)).isFalse();
    }

    // ---- Bytes

    @Test
    void aLagInBytesIsWhatThePrimaryHasSentAndTheReplicaHasNotReplayed() {
        assertThat(seen.lagBytes(replica)).isNull();
        seeReplica(1, 70, 0);
        assertThat(seen.lagBytes(replica)).isNull();
        seen = seen.with(
                primary, new Observation(new Incarnation("system", 1, "then"), false, at(1, 120), at(1, 100), 0), 0);
        assertThat(seen.lagBytes(replica)).isEqualTo(30);
        assertThat(seen.lagBytes(primary)).isNull();
        seeReplica(1, 110, 0);
        assertThat(seen.lagBytes(replica)).isZero();
    }

    @Test
    void positionsThatDoNotCompareAreNoLag() {
        seePrimary(100, 0);
        seeReplica(2, 70, 0);
        assertThat(seen.lagBytes(replica)).isNull();
        see(replica, false, 1, 70, 0);
        assertThat(seen.lagBytes(replica)).isNull();
        seen = seen.with(replica, Servers.replica(1, 0, 0), 0);
        assertThat(seen.lagBytes(replica)).isNull();
    }

    @Test
    void nobodyIsBehindAPrimaryThatIsAReplicaNow() {
        see(primary, true, 1, 100, 0);
        seeReplica(1, 70, 0);
        assertThat(seen.lagBytes(replica)).isNull();
    }

    // ---- Another primary

    @Test
    void anotherPrimaryIsMeasuredByAlone() {
        seePrimary(100, 0);
        seePrimary(200, SECOND);
        see(replica, false, 2, 150, 2 * SECOND);
        Sightings moved = seen.withPrimary(1);
        assertThat(moved.run(replica)).isEqualTo(new Incarnation("system", 2, "then"));
        assertThat(moved.run(primary)).isNull();
        assertThat(moved.primarySeenAt()).isEqualTo(2 * SECOND);
        moved = moved.with(primary, Servers.replica(2, 150, 3 * SECOND), 0);
        assertThat(moved.freshAsOf(primary, NEVER)).isEqualTo(2 * SECOND);
        assertThat(moved.leastLag(primary)).isZero();
    }

    @Test
    void anotherPrimaryThatWasNotSeenAsSuchIsNotSeen() {
        seePrimary(100, 0);
        assertThat(seen.withPrimary(1).hasSeenPrimary()).isFalse();
        seeReplica(1, 50, 0);
        assertThat(seen.withPrimary(1).hasSeenPrimary()).isFalse();
    }

    @Test
    void theSamePrimaryIsNoOther() {
        seePrimary(100, 0);
        assertThat(seen.withPrimary(0)).isSameAs(seen);
        assertThat(seen.hasPrimaryChanged()).isFalse();
        assertThat(seen.withPrimary(1).hasPrimaryChanged()).isTrue();
        assertThat(seen.withPrimary(1).withPrimary(0).hasPrimaryChanged()).isTrue();
    }

    @Test
    void anotherRunOfThePrimaryIsAChangeForEver() {
        seeReplica(1, 10, 0);
        seeReplica(2, 10, 0);
        seePrimary(100, 0);
        seePrimary(200, SECOND);
        assertThat(seen.hasPrimaryChanged()).isFalse();
        see(primary, false, 2, 300, 2 * SECOND);
        assertThat(seen.hasPrimaryChanged()).isTrue();
        see(primary, false, 2, 400, 3 * SECOND);
        assertThat(seen.hasPrimaryChanged()).isTrue();
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
