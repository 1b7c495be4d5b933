package io.github.jdbcreplicated.benchmarks.real.web;

import io.github.jdbcreplicated.servlet.ReplicationFilter;
import io.github.jdbcreplicated.servlet.TokenCarrier;
import io.github.jdbcreplicated.token.TokenCodec;
import java.time.Duration;
import jakarta.servlet.Filter;
import java.util.List;

/** The filters by which an application routes its requests. */
public final class Routing {
    private Routing() {}

    /** By method, and by what the client's token says it has written. */
    public static Filter byToken() {
        TokenCarrier carrier =
                TokenCarrier.builder(TokenCodec.builder().build()).withoutHeader().build();
        return ReplicationFilter.builder().tokenCarrier(carrier).build();
    }

    /** By method, and by the time since the client's last write: until the window is over, the primary serves it. */
    public static List<Filter> byWindow(Duration window) {
        TimeWindow noted = new TimeWindow(window);
        return List.of(noted, ReplicationFilter.builder().resolver(noted).build());
    }
}
