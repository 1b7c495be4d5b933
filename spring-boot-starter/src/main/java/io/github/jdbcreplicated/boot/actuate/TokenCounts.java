package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.RoutingListener;
import io.github.jdbcreplicated.token.ConsistencyToken.Doubt;
import io.github.jdbcreplicated.token.TokenCodec.Outcome;
import java.util.concurrent.atomic.LongAdder;

/** What became of clients' tokens since the start; thread-safe. Nothing of the tokens themselves is kept. */
public final class TokenCounts implements RoutingListener {
    final Counts<Outcome> read = new Counts<>();
    final Counts<Doubted> doubted = new Counts<>();
    final LongAdder lost = new LongAdder();

    /** A token that was read, and not taken at its word by a cluster. */
    record Doubted(String cluster, Doubt doubt) {}

    /** Notes what became of a token that a client brought; that it brought none is not counted. */
    public void read(Outcome outcome) {
        if (outcome != Outcome.EMPTY) {
            read.add(outcome);
        }
    }

    /** Notes that a client was not told of what it may have written, since the answer had left before. */
    public void lost() {
        lost.increment();
    }

    @Override
    public void tokenDoubted(String cluster, Doubt doubt) {
        doubted.add(new Doubted(cluster, doubt));
    }
}
