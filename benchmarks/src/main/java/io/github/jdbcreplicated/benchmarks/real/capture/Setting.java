package io.github.jdbcreplicated.benchmarks.real.capture;

/** Under what so many threads write. */
record Setting(boolean synchronousCommit, int threads) {
    @Override
    public String toString() {
        return "synchronous_commit " + (synchronousCommit ? "on" : "off") + ", "
                + (threads == 1 ? "1 thread" : threads + " threads");
    }
}
