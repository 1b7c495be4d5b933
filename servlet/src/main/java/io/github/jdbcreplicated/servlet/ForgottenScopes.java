package io.github.jdbcreplicated.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells, once per handler, that application code left a scope open. */
final class ForgottenScopes {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated.servlet");

    /** Bounds the memory where handlers are named by something that never repeats. */
    private static final int LIMIT = 1000;

    /** Added to by any request's thread, never removed from. */
    private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();

    private ForgottenScopes() {}

    static void report(HttpServletRequest request, IllegalStateException forgotten) {
        String handler = HandlerName.of(request);
        if (REPORTED.size() < LIMIT && REPORTED.add(handler)) {
            LOG.log(
                    Level.WARNING,
                    handler + " left a scope open, which was closed at the end of the dispatch: "
                            + forgotten.getMessage() + " (told once per handler)");
        }
    }
}
