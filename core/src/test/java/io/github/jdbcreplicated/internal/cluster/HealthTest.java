package io.github.jdbcreplicated.internal.cluster;

import static io.github.jdbcreplicated.internal.cluster.Servers.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.internal.cluster.Health.PassedOver;
import io.github.jdbcreplicated.internal.cluster.Health.Suspected;
import io.github.jdbcreplicated.internal.cluster.Health.Unreachable;
import io.github.jdbcreplicated.internal.cluster.Health.Up;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every state, and where each event leads from it. */
class HealthTest {
    private static final ProofOfHealth TWICE = new ProofOfHealth(2, Duration.ofSeconds(1));

    private static final Up UP = new Up(0, 0);
    private static final Suspected SUSPECTED = new Suspected(5, UP);
    private static final Unreachable OUT = new Unreachable(5, 0, 1, "is gone");
    private static final PassedOver PASSED_OVER = new PassedOver(50, "gave nothing");

    @Test
    void onlyWhatIsUpIsGivenWork() {
        assertThat(UP.isUsable()).isTrue();
        assertThat(SUSPECTED.isUsable()).isFalse();
        assertThat(OUT.isUsable()).isFalse();
        assertThat(PASSED_OVER.isUsable()).isFalse();
    }

    @Test
    void peopleAreNotToldOfASuspicion() {
        assertThat(UP.isOut()).isFalse();
        assertThat(SUSPECTED.isOut()).isFalse();
        assertThat(OUT.isOut()).isTrue();
        assertThat(PASSED_OVER.isOut()).isTrue();
    }

    @Test
    void aNodeBeginsAsUpAndIsGivenItsWholeShare() {
        assertThat(Health.untried().isUsable()).isTrue();
        assertThat(ProofOfHealth.share(Health.untried(), 1)).isEqualTo(1);
    }

    // ---- Up

    @Test
    void whatIsUpStaysUpByAnswersAndConnections() {
        assertThat(UP.answered(7, 8, TWICE)).isSameAs(UP);
        assertThat(UP.gaveConnection(8, true)).isSameAs(UP);
    }

    @Test
    void whatIsUpGoesOutAtOnceWhenItCannotBeReached() {
        assertThat(UP.unreachable(9, "refused")).isEqualTo(new Unreachable(9, 0, 1, "refused"));
    }

    @Test
    void anotherOutageShortlyAfterTheLastIsCounted() {
        Up back = new Up(100 * SECOND, 2);
        assertThat(back.unreachable(101 * SECOND, "again")).isEqualTo(new Unreachable(101 * SECOND, 0, 3, "again"));
    }

    @Test
    void anOutageLongAfterTheLastIsTheFirst() {
        Up back = new Up(100 * SECOND, 2);
        assertThat(back.unreachable(160 * SECOND, "again")).isEqualTo(new Unreachable(160 * SECOND, 0, 1, "again"));
    }

    @Test
    void aLostConnectionIsASuspicionOnly() {
        assertThat(UP.lostConnection(9)).isEqualTo(new Suspected(9, UP));
    }

    @Test
    void whatGivesNoConnectionIsPassedOver() {
        assertThat(UP.gaveNothing(70, "full")).isEqualTo(new PassedOver(70, "full"));
    }

    // ---- Suspected

    @Test
    void aSuspicionEndsWithAnAnswerToAQuestionThatWasAskedAfterIt() {
        assertThat(SUSPECTED.answered(6, 9, TWICE)).isSameAs(UP);
    }

    @Test
    void anAnswerToAnEarlierQuestionDoesNotEndASuspicion() {
        assertThat(SUSPECTED.answered(5, 9, TWICE)).isSameAs(SUSPECTED);
        assertThat(SUSPECTED.answered(4, 9, TWICE)).isSameAs(SUSPECTED);
    }

    @Test
    void aSuspicionSurvivesTheWrappingOfTheClock() {
        Suspected late = new Suspected(Long.MAX_VALUE, UP);
        assertThat(late.answered(Long.MIN_VALUE, Long.MIN_VALUE + 1, TWICE)).isSameAs(UP);
    }

    @Test
    void aSuspicionThatComesTrueIsAnOutageOfWhatWasUp() {
        Suspected again = new Suspected(101 * SECOND, new Up(100 * SECOND, 2));
        assertThat(again.unreachable(102 * SECOND, "refused"))
                .isEqualTo(new Unreachable(102 * SECOND, 0, 3, "refused"));
    }

    @Test
    void anotherLostConnectionAsksForALaterAnswer() {
        assertThat(SUSPECTED.lostConnection(9)).isEqualTo(new Suspected(9, UP));
    }

    @Test
    void aSuspectThatGivesNoConnectionIsPassedOver() {
        assertThat(SUSPECTED.gaveNothing(70, "full")).isEqualTo(new PassedOver(70, "full"));
    }

    @Test
    void aConnectionDoesNotClearASuspect() {
        assertThat(SUSPECTED.gaveConnection(9, true)).isSameAs(SUSPECTED);
    }

    // ---- Unreachable

    @Test
    void whatWasOutComesBackAfterEnoughAnswersAndTheHoldOff() {
        Health once = OUT.answered(6, 6, TWICE);
        assertThat(once).isEqualTo(new Unreachable(5, 1, 1, "is gone"));
        assertThat(once.answered(7, 7, TWICE)).isEqualTo(new Unreachable(5, 2, 1, "is gone"));
        assertThat(once.answered(7, 5 + SECOND, TWICE)).isEqualTo(new Up(5 + SECOND, 1));
    }

    @Test
    void theHoldOffAloneIsNoProof() {
        assertThat(OUT.answered(6, 5 + 60 * SECOND, TWICE)).isEqualTo(new Unreachable(5, 1, 1, "is gone"));
    }

    @Test
    void whatCannotBeReachedAgainBeginsItsProofAnew() {
        Unreachable proving = new Unreachable(5, 1, 2, "is gone");
        assertThat(proving.unreachable(9, "other words")).isEqualTo(new Unreachable(5, 0, 2, "is gone"));
    }

    @Test
    void aConnectionLostMeanwhileBeginsTheProofAnew() {
        assertThat(new Unreachable(5, 1, 2, "is gone").lostConnection(9))
                .isEqualTo(new Unreachable(5, 0, 2, "is gone"));
    }

    @Test
    void thePoolOfWhatIsOutChangesNothing() {
        assertThat(OUT.gaveNothing(70, "full")).isSameAs(OUT);
        assertThat(OUT.gaveConnection(9, true)).isSameAs(OUT);
    }

    // ---- PassedOver

    @Test
    void anAnswerToTheProbeSaysNothingAboutAPoolThatGivesNothing() {
        assertThat(PASSED_OVER.answered(6, 7, ProofOfHealth.OF_PRIMARY)).isSameAs(PASSED_OVER);
        assertThat(PASSED_OVER.lostConnection(7)).isSameAs(PASSED_OVER);
    }

    @Test
    void aConnectionEndsThePassingOver() {
        Health back = PASSED_OVER.gaveConnection(9, true);
        assertThat(back).isEqualTo(new Up(9, 1));
        assertThat(ProofOfHealth.share(back, 10)).isEqualTo(0.1);
    }

    @Test
    void whereNobodyWouldRaiseItsShareItIsGivenAllOfIt() {
        Health back = PASSED_OVER.gaveConnection(9, false);
        assertThat(ProofOfHealth.share(back, 10)).isEqualTo(1);
    }

    @Test
    void whatIsPassedOverAndCannotBeReachedHasToProveItself() {
        assertThat(PASSED_OVER.unreachable(9, "refused")).isEqualTo(new Unreachable(9, 0, 1, "refused"));
    }

    @Test
    void whatGivesNothingAgainIsPassedOverForLonger() {
        assertThat(PASSED_OVER.gaveNothing(90, "full")).isEqualTo(new PassedOver(90, "full"));
    }
}
