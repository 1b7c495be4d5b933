package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Who is sent an interrupt, and who takes it off; the thread of the test waits, and another is seen in its place. */
class WakeUpTest {
    private final Slot slot = new InFlight().begin();
    private final SeenThread seen = new SeenThread(Thread.currentThread());

    @AfterEach
    void nobodyIsInterrupted() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            mode = Mode.INCLUDE,
            names = {"WAITING", "TIMED_WAITING"})
    void whoIsParkedIsInterruptedAndTakesItOffAsItLeaves(State state) {
        seen.state = state;
        slot.enter();
        WakeUp wakeUp = announced(1);
        wakeUp.send();
        assertThat(seen.interrupts).isEqualTo(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(slot.leave()).as("woken").isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            mode = Mode.EXCLUDE,
            names = {"WAITING", "TIMED_WAITING"})
    void whoIsNotParkedIsLeftAlone(State state) {
        seen.state = state;
        slot.enter();
        announced(1).send();
        assertThat(seen.interrupts).isZero();
        assertThat(slot.leave()).as("woken").isFalse();
    }

    @Test
    void anInterruptOfTheApplicationsIsLeftAlone() {
        Thread.currentThread().interrupt();
        slot.enter();
        announced(1).send();
        assertThat(seen.interrupts).isZero();
        assertThat(slot.leave()).as("woken").isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void whoHasLeftIsNotInterruptedThereOrInItsNextWait() {
        slot.enter();
        assertThat(slot.leave()).isFalse();
        announced(1).send();
        slot.enter();
        WakeUp late = announced(1);
        late.send();
        assertThat(seen.interrupts).isZero();
        assertThat(slot.leave()).as("woken").isFalse();
    }

    @Test
    void whoLeavesFirstIsNotInterrupted() {
        slot.enter();
        WakeUp wakeUp = announced(1);
        assertThat(slot.leave()).as("woken").isFalse();
        wakeUp.send();
        assertThat(seen.interrupts).isZero();
    }

    /** As it would be if its store were not seen in time. */
    @Test
    void whoFoundTheWakeUpIsNotInterruptedThoughItSeemsToWait() {
        slot.enter();
        WakeUp wakeUp = announced(1);
        assertThat(wakeUp.settle(1)).as("woken").isFalse();
        wakeUp.send();
        assertThat(seen.interrupts).isZero();
    }

    @Test
    void oneForAnEarlierWaitSaysNothingOfThisOne() {
        slot.enter();
        slot.leave();
        announced(1);
        slot.enter();
        Thread.currentThread().interrupt();
        assertThat(slot.leave()).as("woken").isFalse();
        assertThat(Thread.currentThread().isInterrupted())
                .as("the application's own")
                .isTrue();
    }

    @Test
    void oneThatWasSentIsTakenOffByWhoItWasSentTo() {
        slot.enter();
        WakeUp wakeUp = announced(1);
        wakeUp.send();
        assertThat(wakeUp.settle(3)).as("woken in another wait").isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(wakeUp.settle(1)).as("woken").isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void thereIsOneAtATimeUntilItIsDoneWith() {
        slot.enter();
        WakeUp one = announced(1);
        assertThat(wakeUp(1).announce()).isFalse();
        one.send();
        assertThat(wakeUp(1).announce()).as("before it is taken off").isFalse();
        slot.leave();
        slot.enter();
        WakeUp next = announced(3);
        seen.state = State.RUNNABLE;
        next.send();
        assertThat(wakeUp(3).announce()).as("after one that was not sent").isTrue();
    }

    @Test
    void nobodyIsFoundWhoDoesNotWait() {
        assertThat(slot.now()).isNull();
        slot.enter();
        assertThat(slot.now()).isNotNull();
        slot.leave();
        assertThat(slot.now()).isNull();
    }

    private WakeUp announced(int wait) {
        WakeUp due = wakeUp(wait);
        assertThat(due.announce()).as("announced").isTrue();
        return due;
    }

    private WakeUp wakeUp(int wait) {
        return new WakeUp(slot, seen, wait);
    }

    /** What others see of a thread. */
    private static final class SeenThread extends Thread {
        private final Thread real;
        private State state = State.TIMED_WAITING;
        private int interrupts;

        SeenThread(Thread real) {
            this.real = real;
        }

        @Override
        public State getState() {
            return state;
        }

        @Override
        public boolean isInterrupted() {
            return real.isInterrupted();
        }

        @Override
        public void interrupt() {
            interrupts++;
            real.interrupt();
        }
    }
}
