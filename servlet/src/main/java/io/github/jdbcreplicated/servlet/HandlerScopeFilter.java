package io.github.jdbcreplicated.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * Gives the servlet the request's own target, after a filter chain whose reads were the primary's.
 *
 * <p>The counterpart of {@link ReplicationFilter.Builder#securityReadsOnPrimary}: to be registered as the very last
 * filter of the chain, for the same dispatcher types as {@link ReplicationFilter} and with async supported. A scope that
 * another filter opened in between stays in force. Without {@link ReplicationFilter} in front, or with its setting off,
 * it only passes.
 */
public final class HandlerScopeFilter implements Filter {

    /** Creates the filter; it has no settings. */
    public HandlerScopeFilter() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestUnit unit = RequestUnit.of(request);
        if (unit == null || !unit.isBeforeHandler() || !(request instanceof HttpServletRequest http)) {
            chain.doFilter(request, response);
            return;
        }
        try (DispatchScopes scopes = DispatchScopes.ofHandler(http, unit)) {
            chain.doFilter(request, response);
        }
    }
}
