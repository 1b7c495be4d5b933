package io.github.jdbcreplicated.faults.load;

/**
 * One request.
 *
 * @param node the last node that served it; empty if not known
 * @param why what the answer said of its failure; empty if it was good
 */
public record Sample(Kind kind, long startNanos, long endNanos, int status, Fate fate, String node, String why) {

    public long millis() {
        return (endNanos - startNanos) / 1_000_000;
    }

    public boolean isGood() {
        return fate == Fate.GOOD;
    }

    public boolean isGet() {
        return kind.isGet();
    }

    public boolean isWrite() {
        return kind.isWrite();
    }
}
