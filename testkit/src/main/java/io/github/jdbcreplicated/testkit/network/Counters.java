package io.github.jdbcreplicated.testkit.network;

import java.util.concurrent.atomic.LongAdder;

/** Counts what passes. Written by every connection before it passes something on, read by tests. */
final class Counters {

    private final LongAdder connections = new LongAdder();
    private final LongAdder bytesToServer = new LongAdder();
    private final LongAdder bytesToClient = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder roundTrips = new LongAdder();

    void connection() {
        connections.increment();
    }

    void bytes(Direction direction, int count) {
        (direction == Direction.TO_SERVER ? bytesToServer : bytesToClient).add(count);
    }

    void message(Message message) {
        if (message.begins()) {
            messages.increment();
        }
        if (message.isRequest()) {
            requests.increment();
        }
    }

    void roundTrip() {
        roundTrips.increment();
    }

    Traffic sum() {
        return new Traffic(
                connections.sum(),
                bytesToServer.sum(),
                bytesToClient.sum(),
                messages.sum(),
                requests.sum(),
                roundTrips.sum());
    }
}
