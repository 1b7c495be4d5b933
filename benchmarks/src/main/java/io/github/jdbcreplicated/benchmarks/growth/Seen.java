package io.github.jdbcreplicated.benchmarks.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Where a thread's objects are seen, so that they are allocated; written by it, read by nobody. */
@State(Scope.Thread)
public class Seen {
    /** The last one. */
    public @Nullable Connection connection;

    /** The last one. */
    public @Nullable PreparedStatement statement;
}
