package io.github.jdbcreplicated.demo.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what other sites' pages send, and tells browsers what our own pages may do. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class GuardFilter extends OncePerRequestFilter {
    private final String configured;

    GuardFilter(@Value("${server.address}") String configured) {
        this.configured = configured;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Not no-referrer: with that, browsers would send forms with the Origin null.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Optional<String> objection = callerOf(request).objection(LocalNames.and(configured, request.getLocalAddr()));
        if (objection.isPresent()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, objection.get());
            return;
        }
        chain.doFilter(request, response);
    }

    private static Caller callerOf(HttpServletRequest request) {
        return new Caller(
                request.getMethod(),
                request.getHeader(HttpHeaders.HOST),
                request.getHeader(HttpHeaders.ORIGIN),
                request.getHeader("Sec-Fetch-Site"));
    }
}
