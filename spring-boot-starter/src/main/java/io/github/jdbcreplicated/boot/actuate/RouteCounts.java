package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.RoutingListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** How often each route was taken since the start; thread-safe. A lease costs one look-up and one addition. */
public final class RouteCounts implements RoutingListener {
    /** Written by every lease; read by endpoint and meters. */
    private final Map<Route, LongAdder> counts = new ConcurrentHashMap<>();

    /** Written as meters are set up; read when a route is taken for the first time. */
    private final List<BiConsumer<Route, LongAdder>> observers = new CopyOnWriteArrayList<>();

    @Override
    public void leased(Route route) {
        LongAdder count = counts.get(route);
        if (count == null) {
            count = add(route);
        }
        count.increment();
    }

    /** Calls the observer for each route that has been taken, and from now on when one is taken for the first time. */
    void onRoute(BiConsumer<Route, LongAdder> observer) {
        observers.add(observer);
        counts.forEach(observer);
    }

    /** The counts so far; a live view. */
    Map<Route, LongAdder> all() {
        return counts;
    }

    private LongAdder add(Route route) {
        LongAdder fresh = new LongAdder();
        LongAdder known = counts.putIfAbsent(route, fresh);
        if (known != null) {
            return known;
        }
        observers.forEach(observer -> observer.accept(route, fresh));
        return fresh;
    }
}
