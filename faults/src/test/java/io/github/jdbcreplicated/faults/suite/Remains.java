package io.github.jdbcreplicated.faults.suite;

/**
 * What a fault may leave behind.
 *
 * @param threads of the library
 * @param active connections that were taken from their pools and not given back
 */
record Remains(int threads, int active) {

    static int libraryThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("replicated-")
                        || thread.getName().startsWith("jdbc-replicated"))
                .count();
    }

    /** What is there more than before. */
    Remains beyond(Remains before) {
        return new Remains(Math.max(0, threads - before.threads), Math.max(0, active - before.active));
    }

    boolean isNothing() {
        return threads == 0 && active == 0;
    }
}
