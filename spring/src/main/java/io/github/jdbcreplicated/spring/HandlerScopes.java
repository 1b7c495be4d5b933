package io.github.jdbcreplicated.spring;

import io.github.jdbcreplicated.ReplicationScope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of the handlers that a request is inside of: a handler may forward to or include another.
 *
 * <p>One entry per handler, also for those without a scope, so that the one that ends is always on top. Used by the
 * thread of the dispatch alone.
 */
final class HandlerScopes {
    private static final String ATTRIBUTE = "io.github.jdbcreplicated.spring.handlerScopes";

    private record Entry(String handler, @Nullable ReplicationScope scope) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    static HandlerScopes of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof HandlerScopes found) {
            return found;
        }
        HandlerScopes created = new HandlerScopes();
        request.setAttribute(ATTRIBUTE, created);
        return created;
    }

    @SuppressWarnings("MustBeClosedChecker") // closed by leave
    void enter(String handler, @Nullable Directive directive) {
        entries.push(new Entry(handler, directive == null ? null : directive.open(handler)));
    }

    void leave() {
        Entry entry = entries.poll();
        if (entry != null && entry.scope() != null) {
            ScopeCloser.close(entry.scope(), "Handler " + entry.handler());
        }
    }
}
