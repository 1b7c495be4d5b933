package io.github.jdbcreplicated.benchmarks.real.state;

import io.github.jdbcreplicated.benchmarks.real.web.Application;
import io.github.jdbcreplicated.benchmarks.real.web.Browser;
import io.github.jdbcreplicated.benchmarks.real.web.RefusedException;
import io.github.jdbcreplicated.benchmarks.real.web.Sight;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Nine reads to one write, and a look at each answer. After a write it reads at once, as a browser does that is redirected;
 * else it thinks first. Belongs to one thread at a time.
 */
final class Client {
    /** Eight reads after a thought, and the one that follows the write. */
    private static final int TURNS_PER_WRITE = 9;

    private static final int LEAST_THINK_MILLIS = 100;
    private static final int MOST_THINK_MILLIS = 500;

    private final Browser browser;
    private final String path;
    private final SplittableRandom random;
    private final Memory memory = new Memory();

    Client(Browser browser, long account, long board) {
        this.browser = browser;
        this.path = Application.path(account, board);
        this.random = new SplittableRandom(account);
    }

    /** Has it go on for this time. */
    Callable<Tally> goOn(long nanos) {
        return () -> {
            Tally tally = new Tally();
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LEAST_THINK_MILLIS, MOST_THINK_MILLIS + 1));
                next(tally);
            }
            return tally;
        };
    }

    private void next(Tally tally) throws IOException {
        if (random.nextInt(TURNS_PER_WRITE) == 0) {
            write(tally);
        }
        read(tally);
    }

    private void write(Tally tally) throws IOException {
        long start = System.nanoTime();
        try {
            Sight sight = browser.post(path);
            tally.wrote(System.nanoTime() - start);
            memory.wrote(sight);
        } catch (RefusedException e) {
            tally.refused();
        }
    }

    private void read(Tally tally) throws IOException {
        long start = System.nanoTime();
        try {
            Sight sight = browser.get(path);
            tally.read(sight, memory, System.nanoTime() - start);
            memory.saw(sight);
        } catch (RefusedException e) {
            tally.refused();
        }
    }
}
