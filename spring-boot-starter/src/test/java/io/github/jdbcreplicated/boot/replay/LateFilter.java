package io.github.jdbcreplicated.boot.replay;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Adds a header before and after. */
final class LateFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ((HttpServletResponse) response).addHeader("X-Late", "before");
        chain.doFilter(request, response);
        if (!request.isAsyncStarted()) {
            ((HttpServletResponse) response).setHeader("X-Later", "after");
        }
    }
}
