package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.servlet.internal.Veil;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Runs the rest of a filter chain such that a hook is called just before the response's headers leave. */
final class BeforeCommit {
    /** What is called for a response. */
    @FunctionalInterface
    interface Hook {
        /** Called just before the headers may leave. */
        void headersLeave();

        /** Called as the dispatch ends, if the headers were to leave before that: work may have been done since. */
        default void settle() {}
    }

    private BeforeCommit() {}

    /**
     * Calls {@code chain}. The hook's headers leave once, by the thread that makes the headers leave: during the chain, or after
     * it, or, where the request went asynchronous, by whoever completes it. A failed request whose error page is another
     * dispatch has them leave in both, since the container takes the failure for sent only at the end: what it writes must bear
     * to be written twice.
     */
    static void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Hook hook)
            throws IOException, ServletException {
        BeforeCommitResponse before = find(response);
        BeforeCommitResponse watched = before != null ? before : new BeforeCommitResponse(response, hook);
        BeforeCommitRequest watching = new BeforeCommitRequest(request, watched);
        try {
            chain.doFilter(watching, before != null ? response : watched);
        } finally {
            if (!request.isAsyncStarted()) {
                watched.end();
            }
        }
    }

    /**
     * Tells that a forward has ended, when the response is still open: as soon as the dispatcher returns, Tomcat 11 takes
     * no headers any more, without a call on the response that could be watched.
     */
    static void forwarded(HttpServletRequest request, HttpServletResponse response) {
        BeforeCommitResponse watched = find(response);
        if (watched != null && !request.isAsyncStarted()) {
            watched.end();
        }
    }

    /** An application that passed its response to {@code startAsync} gets it back, wrapper, first hook and all. */
    private static @Nullable BeforeCommitResponse find(ServletResponse response) {
        ServletResponse candidate = response;
        while (candidate instanceof ServletResponseWrapper wrapper) {
            if (wrapper instanceof BeforeCommitResponse found) {
                return found;
            }
            candidate = wrapper instanceof Veil veil ? veil.behind() : wrapper.getResponse();
        }
        return null;
    }
}
