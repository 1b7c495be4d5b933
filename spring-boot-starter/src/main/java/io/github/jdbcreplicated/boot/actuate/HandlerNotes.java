package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.RoutingListener;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the application's code should change, per handler or method; thread-safe, as long as there is code. */
public final class HandlerNotes implements RoutingListener {
    /** Written where the transaction overrules an annotation; read by the endpoint. */
    private final Map<String, Long> ignored = new ConcurrentHashMap<>();

    /** Written where a replica could not do what was asked; read by the endpoint. */
    private final Map<String, Advice> advice = new ConcurrentHashMap<>();

    /**
     * What was advised about a handler.
     *
     * @param count how often
     * @param node where, the last time
     * @param reason why it was there, the last time
     * @param remedy what to do about it
     */
    record Advice(long count, String node, Route.Reason reason, String remedy) {}

    /** Notes that a transaction overruled {@code @UseReplica} on the method. */
    public void ignored(String method) {
        ignored.merge(method, 1L, Long::sum);
    }

    @Override
    public void advised(Route route, String handler, String remedy) {
        Advice first = new Advice(1, route.node(), route.reason(), remedy);
        advice.merge(handler, first, (was, is) -> new Advice(was.count() + 1, is.node(), is.reason(), is.remedy()));
    }

    Map<String, Long> ignored() {
        return new TreeMap<>(ignored);
    }

    Map<String, Advice> advice() {
        return new TreeMap<>(advice);
    }
}
