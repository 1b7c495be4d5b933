package io.github.jdbcreplicated.boot.app;

/** One way to reach the database. */
interface Board {
    String ON_A_REPLICA = "select pg_is_in_recovery()";
    String INSERT = "insert into message (text) values (?)";

    /** Whether the server that answers is a replica. */
    boolean isOnReplica();

    void add(String text);
}
