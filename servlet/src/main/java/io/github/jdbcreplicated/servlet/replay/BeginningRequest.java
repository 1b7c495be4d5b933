package io.github.jdbcreplicated.servlet.replay;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A request that is run again in an asynchronous dispatch: for its handler that is where it begins. */
final class BeginningRequest extends HttpServletRequestWrapper {
    /** Written by the thread of the dispatch as it ends; read by any later one, which may come with this request too. */
    private volatile boolean ended;

    private BeginningRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public DispatcherType getDispatcherType() {
        return ended ? super.getDispatcherType() : DispatcherType.REQUEST;
    }

    static void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        BeginningRequest beginning = new BeginningRequest(request);
        try {
            chain.doFilter(beginning, response);
        } finally {
            beginning.ended = true;
        }
    }
}
