package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.ReplicatedDataSource;
import java.net.URI;

/** An application that runs, here or in another process. */
interface Shop extends AutoCloseable {
    URI address();

    Watch watch();

    /** Whether every node is given work, and the one that was the primary at the start takes writes. */
    boolean isWell();

    /** What is still there of the library's own threads, and of connections that somebody has. */
    Remains remains();

    /** How often handlers were called. */
    long handled();

    /** The router itself. */
    ReplicatedDataSource router();

    @Override
    void close();
}
