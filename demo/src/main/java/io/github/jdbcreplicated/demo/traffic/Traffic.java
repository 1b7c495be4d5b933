package io.github.jdbcreplicated.demo.traffic;

import io.github.jdbcreplicated.Route;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;

/** The requests that have used the database lately. */
@Component
public final class Traffic {
    private static final int KEPT = 12;

    /** Newest first. Replaced under this object's lock by each request as it ends, read by the page. */
    private volatile List<ServedRequest> latest = List.of();

    /** The latest requests that have ended, newest first. */
    public List<ServedRequest> latest() {
        return latest;
    }

    /** The nodes that the calling thread's request has used so far. */
    public List<Route> routesSoFar() {
        return RequestRoutes.of(RequestContextHolder.currentRequestAttributes());
    }

    synchronized void ended(ServedRequest request) {
        latest = Stream.concat(Stream.of(request), latest.stream()).limit(KEPT).toList();
    }
}
