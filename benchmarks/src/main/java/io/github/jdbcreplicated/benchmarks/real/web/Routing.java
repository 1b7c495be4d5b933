package io.github.jdbcreplicated.benchmarks.real.web;

import io.github.jdbcreplicated.servlet.ReplicationFilter;
import io.github.jdbcreplicated.servlet.TokenCarrier;
import io.github.jdbcreplicated.servlet.replay.ReplayFilter;
import io.github.jdbcreplicated.token.TokenCodec;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * How an application routes its requests.
 *
 * @param filters from outside in
 * @param afterWrite called after each write that was committed, before its answer leaves
 */
public record Routing(List<Filter> filters, Consumer<HttpServletResponse> afterWrite) {
    /** Not at all. */
    public static Routing none() {
        return new Routing(List.of(), response -> {});
    }

    /**
     * By method, and by what the client's token says it has written; a request that a replica let down is run once more,
     * as in an application that has all of ours.
     */
    public static Routing byToken() {
        TokenCarrier carrier = TokenCarrier.builder(TokenCodec.builder().build())
                .withoutHeader()
                .build();
        return new Routing(
                List.of(
                        ReplicationFilter.builder().tokenCarrier(carrier).build(),
                        ReplayFilter.builder().build()),
                response -> {});
    }

    /** By method, and by the time since the client's last write: until the window is over, the primary serves it. */
    public static Routing byWindow(Duration window) {
        TimeWindow cookie = new TimeWindow(window);
        return new Routing(List.of(ReplicationFilter.builder().resolver(cookie).build()), cookie::note);
    }
}
