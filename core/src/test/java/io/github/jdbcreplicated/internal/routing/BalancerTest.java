package io.github.jdbcreplicated.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class BalancerTest {
    private static final int DRAWS = 100_000;

    @Test
    void theOnlyCandidateIsChosen() {
        assertThat(new Balancer(new int[] {5}).choose(-1L, load -> 100)).isZero();
    }

    @Test
    void idleCandidatesAreChosenInProportionToTheirWeights() {
        double[] shares = shares(new Balancer(new int[] {1, 3}), candidate -> 0);
        assertThat(shares[0]).isCloseTo(0.25, within(0.01));
        assertThat(shares[1]).isCloseTo(0.75, within(0.01));
    }

    @Test
    void idleCandidatesOfTheSameWeightAreChosenEquallyOften() {
        double[] shares = shares(new Balancer(new int[] {20, 20, 20}), candidate -> 0);
        assertThat(shares).containsExactly(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, within(0.01));
    }

    @Test
    void theLessBusyOfTwoIsChosenSoTheBusiestOfThreeIsOnlyWhenItIsDrawnTwice() {
        double[] shares = shares(new Balancer(new int[] {1, 1, 1}), candidate -> candidate == 0 ? 10 : 0);
        assertThat(shares[0]).isCloseTo(1.0 / 9, within(0.01));
    }

    @Test
    void loadIsComparedPerWeight() {
        double[] shares = shares(new Balancer(new int[] {1, 9}), candidate -> candidate == 0 ? 2 : 9);
        assertThat(shares[1])
                .as("9 of weight 9 is less busy than 2 of weight 1")
                .isGreaterThan(0.95);
    }

    /** What it would look at is one of many nodes, and not in the processor's cache. */
    @Test
    void nobodyElseIsLookedAtWhereTheFirstIsIdle() {
        Balancer balancer = new Balancer(new int[] {1, 1, 1, 1});
        SplittableRandom random = new SplittableRandom(7);
        int[] looks = new int[1];
        for (int i = 0; i < DRAWS; i++) {
            balancer.choose(random.nextLong(), candidate -> {
                looks[0]++;
                return 0;
            });
        }
        assertThat(looks[0]).isEqualTo(DRAWS);
    }

    @Test
    void everyRandomNumberChoosesSomeCandidate() {
        Balancer balancer = new Balancer(new int[] {1, 1, 1});
        for (long random : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0xFFFFFFFFL, 0xFFFFFFFF00000000L}) {
            assertThat(balancer.choose(random, candidate -> 0)).isBetween(0, 2);
        }
    }

    private static double[] shares(Balancer balancer, IntUnaryOperator load) {
        SplittableRandom random = new SplittableRandom(7);
        double[] shares = new double[3];
        for (int i = 0; i < DRAWS; i++) {
            shares[balancer.choose(random.nextLong(), load)] += 1.0 / DRAWS;
        }
        return shares;
    }
}
