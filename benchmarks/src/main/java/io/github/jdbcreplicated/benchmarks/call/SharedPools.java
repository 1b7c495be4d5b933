package io.github.jdbcreplicated.benchmarks.call;

import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Who runs, and its pools: one for all threads of a JVM, as an application's are. */
@State(Scope.Benchmark)
public class SharedPools {
    /** Who runs; written before {@link #open} only. */
    @Param
    public Contender contender = Contender.HIKARI;

    @SuppressWarnings("NullAway.Init") // by open, before anything else runs
    private Pools pools;

    /** Opens the contender's pools. */
    @Setup(Level.Trial)
    public void open() {
        pools = new Pools(contender);
    }

    /** Closes them. */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        pools.close();
    }

    DataSource dataSource() {
        return pools.dataSource();
    }
}
