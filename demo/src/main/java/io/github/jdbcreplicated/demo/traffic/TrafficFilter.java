package io.github.jdbcreplicated.demo.traffic;

import io.github.jdbcreplicated.Route;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;

/** Notes each request that has used the database, when it has ended. */
@Component
@Order(0)
final class TrafficFilter extends OncePerRequestFilter {
    private final Traffic traffic;

    TrafficFilter(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            List<Route> routes = RequestRoutes.of(new ServletRequestAttributes(request));
            if (!routes.isEmpty()) {
                traffic.ended(new ServedRequest(request.getMethod(), request.getRequestURI(), status, routes));
            }
        }
    }
}
