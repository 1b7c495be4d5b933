package io.github.jdbcreplicated.internal.routing;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Chooses among equals: the least busy of two random ones.
 *
 * <p>Two choices already keep the load even, at a cost that does not grow with the number of candidates (Mitzenmacher,
 * "The Power of Two Choices in Randomized Load Balancing", 2001). Each is drawn in proportion to its weight.
 */
public final class Balancer {
    /** The sum of the weights up to and including each candidate, in units of their weight where all have the same. */
    private final int[] cumulative;

    /** Whether all weigh the same, as they mostly do: then what is drawn needs no search, whose turns nobody can predict. */
    private final boolean even;

    /** Creates a balancer of {@code weights.length} candidates; each weight is at least 1. */
    public Balancer(int[] weights) {
        even = IntStream.of(weights).distinct().count() == 1;
        cumulative = new int[weights.length];
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum = Math.addExact(sum, even ? 1 : weights[i]);
            cumulative[i] = sum;
        }
    }

    /** Answers a candidate's index; {@code random} is 64 random bits, {@code load} what a candidate is busy with. */
    public int choose(long random, IntUnaryOperator load) {
        if (cumulative.length == 1) {
            return 0;
        }
        int first = draw((int) random);
        int busy = load.applyAsInt(first);
        return busy == 0 ? first : lessBusy(first, busy, draw((int) (random >>> 32)), load);
    }

    /** Compares load per weight without dividing. Nothing is less busy than an idle one, so this is for others. */
    private int lessBusy(int first, int busy, int second, IntUnaryOperator load) {
        boolean less = second != first && (long) load.applyAsInt(second) * weight(first) < (long) busy * weight(second);
        return less ? second : first;
    }

    private int weight(int index) {
        return index == 0 ? cumulative[0] : cumulative[index] - cumulative[index - 1];
    }

    /** Scales 32 random bits to the sum of the weights by multiplication, which needs no division either. */
    private int draw(int bits) {
        int sum = cumulative[cumulative.length - 1];
        int point = (int) ((Integer.toUnsignedLong(bits) * sum) >>> 32);
        return even ? point : search(point);
    }

    private int search(int point) {
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > point) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
