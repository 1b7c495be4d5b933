package io.github.jdbcreplicated.benchmarks.growth;

import io.github.jdbcreplicated.benchmarks.frame.Usage;
import io.github.jdbcreplicated.benchmarks.stub.StubDataSource;
import io.github.jdbcreplicated.token.ConsistencyToken;
import io.github.jdbcreplicated.token.TokenCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A token on its way to a client and back: it is signed, verified, and read. */
@State(Scope.Thread)
public class Tokens {
    /** How many the token speaks of. */
    @Param("1")
    public int clusters;

    private final TokenCodec codec = TokenCodec.builder().build();

    private ConsistencyToken token = ConsistencyToken.NONE;

    /** Writes in all clusters. */
    @Setup
    public void write() {
        for (int i = 0; i < clusters; i++) {
            token = token.max(StubDataSource.token("cluster-" + i));
        }
    }

    /** Writes the token and reads it. */
    @Benchmark
    public ConsistencyToken there(Usage usage) {
        usage.operations++;
        return codec.read(codec.encode(token)).token();
    }
}
