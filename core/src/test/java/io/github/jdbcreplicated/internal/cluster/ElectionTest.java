package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.internal.cluster.Election.Candidate;
import io.github.jdbcreplicated.internal.dialect.Incarnation;
import io.github.jdbcreplicated.internal.dialect.Observation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which of the nodes a, b, c and d takes writes. */
class ElectionTest {
    private static final @Nullable Observation UNSEEN = null;

    private final List<Candidate> all = new ArrayList<>();

    @Test
    void theOneThatSaysThatItTakesWritesTakesThem() {
        answers(primaryOn(1));
        answers(replicaOn(1));
        Election next = Election.AS_CONFIGURED.next(all, true);
        assertThat(next.primary()).isZero();
        assertThat(next.takesWrites()).isTrue();
        assertThat(next.timeline()).isEqualTo(1);
        assertThat(next.evidence()).isEqualTo("'a' takes writes on timeline 1");
    }

    @Test
    void nothingIsDecidedBeforeTheIncumbentWasHeard() {
        answers(UNSEEN);
        answers(primaryOn(2));
        assertThat(Election.AS_CONFIGURED.next(all, true)).isSameAs(Election.AS_CONFIGURED);
    }

    @Test
    void anIncumbentThatWasNeverHeardAndCannotBeReachedBlocksNothing() {
        isSilent(UNSEEN);
        answers(primaryOn(2));
        answers(replicaOn(2));
        assertWritesGoTo(1, 2, Election.AS_CONFIGURED.next(all, true));
    }

    @Test
    void withNobodyHeardItStaysAsConfigured() {
        isSilent(UNSEEN);
        isSilent(UNSEEN);
        assertThat(Election.AS_CONFIGURED.next(all, true)).isSameAs(Election.AS_CONFIGURED);
    }

    @Test
    void anIncumbentThatFellSilentStaysWhileNobodyElseClaims() {
        Election before = elected(0, 1);
        isSilent(primaryOn(1));
        answers(replicaOn(1));
        assertThat(before.next(all, true)).isSameAs(before);
    }

    @Test
    void whoWasPromotedTakesThePlaceOfASilentIncumbent() {
        isSilent(primaryOn(1));
        answers(primaryOn(2));
        answers(replicaOn(1));
        assertWritesGoTo(1, 2, elected(0, 1).next(all, true));
    }

    @Test
    void aClaimOfOneThatDoesNotAnswerDoesNotCount() {
        answers(primaryOn(1));
        isSilent(primaryOn(2));
        answers(replicaOn(2));
        assertWritesGoTo(0, 1, elected(0, 1).next(all, true));
    }

    @Test
    void theOneThatMoreFollowWins() {
        answers(primaryOn(1));
        answers(primaryOn(2));
        answers(replicaOn(2));
        Election next = elected(0, 1).next(all, true);
        assertWritesGoTo(1, 2, next);
        assertThat(next.evidence()).contains("'b'", "of 2 nodes that say so", "1 others follow");
    }

    @Test
    void thePromotedNodeWaitsWhileTheOthersStillFollowTheIncumbent() {
        answers(primaryOn(1));
        answers(primaryOn(2));
        answers(replicaOn(1));
        assertWritesGoTo(0, 1, elected(0, 1).next(all, true));
    }

    @Test
    void followersThatDoNotAnswerDoNotCount() {
        answers(primaryOn(1));
        answers(primaryOn(2));
        isSilent(replicaOn(1));
        answers(replicaOn(2));
        isSilent(replicaOn(1));
        assertWritesGoTo(1, 2, elected(0, 1).next(all, true));
    }

    @Test
    void amongEqualsTheIncumbentStays() {
        answers(primaryOn(1));
        answers(primaryOn(2));
        assertWritesGoTo(0, 1, elected(0, 1).next(all, true));
    }

    @Test
    void amongEqualsNobodyTakesWritesWhenTheIncumbentIsNotAmongThem() {
        isSilent(primaryOn(1));
        answers(primaryOn(2));
        answers(primaryOn(2));
        answers(replicaOn(2));
        Election next = elected(0, 1).next(all, true);
        assertThat(next.takesWrites()).isFalse();
        assertThat(next.primary()).isZero();
        assertThat(next.timeline()).isEqualTo(1);
    }

    @Test
    void aTieIsToldByTheNamesOfThoseInIt() {
        isSilent(primaryOn(1));
        answers(primaryOn(2));
        answers(primaryOn(3));
        assertThat(elected(0, 1).next(all, true).evidence())
                .isEqualTo("has lost its place to nobody: 'b', 'c' all say that they take writes, and as many nodes"
                        + " follow each; stop all of them but one");
    }

    @Test
    void aTieEndsWhenOneOfThemIsStopped() {
        Election tied = new Election(0, false, 1, "a tie");
        isSilent(primaryOn(1));
        answers(primaryOn(2));
        isSilent(primaryOn(2));
        assertWritesGoTo(1, 2, tied.next(all, true));
    }

    @Test
    void anOlderTimelineThanWasWrittenToIsNeverWrittenToAgain() {
        answers(primaryOn(1));
        isSilent(primaryOn(2));
        answers(replicaOn(1));
        Election before = elected(1, 2);
        assertThat(before.next(all, true)).isSameAs(before);
    }

    @Test
    void anotherOnTheTimelineThatWasWrittenToWasNotPromoted() {
        isSilent(ranBy("then", primaryOn(1)));
        answers(ranBy("later", primaryOn(1)));
        answers(replicaOn(1));
        Election before = elected(0, 1);
        assertThat(before.next(all, true)).isSameAs(before);
        all.set(0, new Candidate(0, "a", replicaOn(1), true));
        assertThat(before.next(all, true).takesWrites()).isFalse();
    }

    @Test
    void theIncumbentsFollowersAreNotThoseOfAnotherOnItsTimeline() {
        answers(ranBy("then", primaryOn(2)));
        answers(ranBy("later", primaryOn(2)));
        isSilent(replicaOn(2));
        assertWritesGoTo(0, 2, elected(0, 2).next(all, true));
        all.set(0, new Candidate(0, "a", ranBy("then", primaryOn(2)), false));
        all.set(2, new Candidate(2, "c", replicaOn(2), true));
        Election before = elected(0, 2);
        assertThat(before.next(all, true)).isSameAs(before);
    }

    @Test
    void aServerWithTwoNamesTakesWritesByTheOtherToo() {
        isSilent(primaryOn(2));
        answers(primaryOn(2));
        assertWritesGoTo(1, 2, elected(0, 2).next(all, true));
    }

    @Test
    void theIncumbentThatWasStartedAgainGoesOnOnItsTimeline() {
        answers(ranBy("later", primaryOn(2)));
        answers(replicaOn(2));
        assertWritesGoTo(0, 2, elected(0, 2).next(all, true));
    }

    @Test
    void beforeAnyTimelineWasWrittenToEveryoneMayBeElectedOnIt() {
        answers(replicaOn(2));
        answers(ranBy("later", primaryOn(2)));
        assertWritesGoTo(1, 2, Election.AS_CONFIGURED.next(all, true));
    }

    @Test
    void anIncumbentThatWentBackToAnEndedTimelineTakesNoWrites() {
        answers(primaryOn(1));
        answers(replicaOn(2));
        Election next = elected(0, 2).next(all, true);
        assertThat(next.takesWrites()).isFalse();
        assertThat(next.timeline()).isEqualTo(2);
        assertThat(next.evidence()).startsWith("is on an ended timeline");
    }

    @Test
    void anIncumbentThatFellSilentOnAnEndedTimelineTakesNoWrites() {
        isSilent(primaryOn(1));
        answers(replicaOn(2));
        assertThat(elected(0, 2).next(all, true).takesWrites()).isFalse();
    }

    @Test
    void anotherDatabaseAtTheAddressOfAReplicaIsNeverWrittenTo() {
        isSilent(primaryOn(1));
        answers(Servers.seen("empty system", 1, false, 100, 0));
        Election before = elected(0, 1);
        assertThat(before.next(all, true)).isSameAs(before);
        all.set(0, new Candidate(0, "a", replicaOn(1), true));
        assertThat(before.next(all, true).takesWrites()).isFalse();
    }

    @Test
    void whatFollowsAnotherDatabaseIsNoFollower() {
        answers(primaryOn(1));
        answers(primaryOn(2));
        answers(Servers.seen("another system", 2, true, 100, 0));
        assertWritesGoTo(0, 1, elected(0, 1).next(all, true));
    }

    @Test
    void timelinesAreComparedWithoutSign() {
        isSilent(primaryOn(Integer.MAX_VALUE));
        answers(primaryOn(Integer.MIN_VALUE));
        assertWritesGoTo(1, Integer.MIN_VALUE, elected(0, Integer.MAX_VALUE).next(all, true));
    }

    @Test
    void anIncumbentThatBecameAReplicaTakesNoWrites() {
        answers(replicaOn(1));
        answers(replicaOn(1));
        Election next = elected(0, 1).next(all, true);
        assertThat(next.takesWrites()).isFalse();
        assertThat(next.primary()).isZero();
        assertThat(next.evidence()).isEqualTo("is a replica now, and no node took its place");
    }

    @Test
    void aReplicaThatFellSilentDoesNotBecomeAPrimaryByIt() {
        isSilent(replicaOn(1));
        answers(replicaOn(1));
        assertThat(elected(0, 1).next(all, true).takesWrites()).isFalse();
    }

    @Test
    void writesComeBackToTheIncumbentThatIsAPrimaryAgain() {
        answers(primaryOn(3));
        answers(replicaOn(1));
        assertWritesGoTo(0, 3, new Election(0, false, 1, "is a replica").next(all, true));
    }

    @Test
    void whereFailoverIsNotFollowedOnlyTheConfiguredPrimaryTakesWrites() {
        isSilent(primaryOn(1));
        answers(primaryOn(2));
        answers(replicaOn(2));
        Election before = elected(0, 1);
        assertThat(before.next(all, false)).isSameAs(before);
        all.set(0, new Candidate(0, "a", replicaOn(2), true));
        assertThat(before.next(all, false).takesWrites()).isFalse();
        assertThat(before.next(all, false).evidence()).contains("replicated.failover");
        all.set(0, new Candidate(0, "a", primaryOn(3), true));
        assertWritesGoTo(0, 3, before.next(all, false));
    }

    private static void assertWritesGoTo(int index, int timeline, Election next) {
        assertThat(next.takesWrites()).as(next.evidence()).isTrue();
        assertThat(next.primary()).as(next.evidence()).isEqualTo(index);
        assertThat(next.timeline()).isEqualTo(timeline);
    }

    private static Election elected(int index, int timeline) {
        return new Election(index, true, timeline, "before");
    }

    private void answers(@Nullable Observation seen) {
        add(seen, true);
    }

    private void isSilent(@Nullable Observation seen) {
        add(seen, false);
    }

    private void add(@Nullable Observation seen, boolean answers) {
        all.add(new Candidate(all.size(), "abcdef".substring(all.size(), all.size() + 1), seen, answers));
    }

    private static Observation primaryOn(int timeline) {
        return Servers.primary(timeline, 100, 0);
    }

    private static Observation ranBy(String startedAt, Observation seen) {
        Incarnation run = new Incarnation("system", seen.run().timeline(), startedAt);
        return new Observation(run, seen.inRecovery(), seen.position(), seen.sent(), 0);
    }

    private static Observation replicaOn(int timeline) {
        return Servers.replica(timeline, 100, 0);
    }
}
