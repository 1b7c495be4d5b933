package io.github.jdbcreplicated.testkit.network;

/** Which way bytes go. */
public enum Direction {
    /** From the client, for example the driver: requests. */
    TO_SERVER,

    /** From the server: answers. */
    TO_CLIENT
}
