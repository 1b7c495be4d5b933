package io.github.jdbcreplicated.benchmarks.real.state;

import io.github.jdbcreplicated.benchmarks.real.web.Application;
import io.github.jdbcreplicated.benchmarks.real.web.Browser;
import io.github.jdbcreplicated.benchmarks.real.web.Sight;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Nine reads to one write, and a look at each answer. Belongs to one thread at a time. */
final class Client {
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
        boolean write = random.nextInt(10) == 0;
        long start = System.nanoTime();
        Sight sight = write ? browser.post(path) : browser.get(path);
        long nanos = System.nanoTime() - start;
        if (write) {
            tally.wrote(nanos);
            memory.wrote(sight);
        } else {
            tally.read(sight, memory, nanos);
            memory.saw(sight);
        }
    }
}
