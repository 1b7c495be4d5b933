package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.servlet.replay.ReplayListener;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;

/** What became of requests that a replica let down, since the start; thread-safe. */
public final class ReplayCounts implements ReplayListener {
    /** Of which handler, for the endpoint; as many as there is code. */
    final Counts<OfHandler> byHandler = new Counts<>();

    final Counts<Replay> all = new Counts<>();

    /** One outcome of one failure: replayed, or the reason why not. */
    record Replay(String outcome, Mark failure) {}

    /** As {@link Replay}, of one handler. */
    record OfHandler(String handler, Replay replay) {}

    @Override
    public void replayed(String handler, Mark failure) {
        add(handler, new Replay("REPLAYED", failure));
    }

    @Override
    public void declined(String handler, Mark failure, Declined reason) {
        add(handler, new Replay(reason.name(), failure));
    }

    private void add(String handler, Replay replay) {
        all.add(replay);
        byHandler.add(new OfHandler(handler, replay));
    }
}
