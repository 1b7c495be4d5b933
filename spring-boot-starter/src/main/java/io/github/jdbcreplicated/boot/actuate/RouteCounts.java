package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.RoutingListener;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** How often each route was taken since the start; thread-safe. */
public final class RouteCounts implements RoutingListener {
    private final Counts<Route> routes = new Counts<>();

    @Override
    public void leased(Route route) {
        routes.add(route);
    }

    /** Calls the observer for each route that has been taken, and from now on when one is taken for the first time. */
    void onRoute(BiConsumer<Route, LongAdder> observer) {
        routes.onFirst(observer);
    }

    /** The counts so far; a live view. */
    Map<Route, LongAdder> all() {
        return routes.all();
    }
}
