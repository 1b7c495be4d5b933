package io.github.jdbcreplicated.demo.history;

import java.time.Duration;
import java.util.SplittableRandom;

/** How a visitor behaves: how long he looks at an answer, and how long he goes without writing; both at random. */
record Pace(Range think, Range betweenWrites) {

    /** From the first to the second number of milliseconds, evenly. */
    record Range(long leastMillis, long mostMillis) {
        Duration any(SplittableRandom random) {
            return Duration.ofMillis(random.nextLong(leastMillis, mostMillis + 1));
        }

        @Override
        public String toString() {
            return leastMillis + " to " + mostMillis + " ms";
        }
    }

    static Pace of(long leastThink, long mostThink, long leastBetweenWrites, long mostBetweenWrites) {
        return new Pace(new Range(leastThink, mostThink), new Range(leastBetweenWrites, mostBetweenWrites));
    }
}
