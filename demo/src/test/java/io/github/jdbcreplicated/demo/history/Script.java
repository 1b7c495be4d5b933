package io.github.jdbcreplicated.demo.history;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One trouble after the other.
 *
 * @param settling how long after the beginning of a trouble its stretch begins
 * @param each how long a stretch is
 */
record Script(List<Trouble> troubles, Duration settling, Duration each) {

    Script {
        troubles = List.copyOf(troubles);
    }

    List<Stretch> play(PostgresCluster cluster) {
        List<Stretch> stretches = new ArrayList<>();
        for (Trouble trouble : troubles) {
            trouble.begins().accept(cluster);
            passes(settling);
            long start = System.nanoTime();
            passes(each);
            stretches.add(new Stretch(trouble.name(), start, System.nanoTime()));
            trouble.ends().accept(cluster);
        }
        return stretches;
    }

    /** The load goes on meanwhile; there is nothing to wait for but time. */
    private static void passes(Duration time) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS))
                .join();
    }
}
