package io.github.jdbcreplicated.boot.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads before the handler is known, as a security filter chain does. */
@Component
class LoginFilter extends OncePerRequestFilter {
    private final TemplateBoard board;

    LoginFilter(TemplateBoard board) {
        this.board = board;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader("X-Login") != null) {
            response.setHeader("X-Login", board.isOnReplica() ? "replica" : "primary");
        }
        chain.doFilter(request, response);
    }
}
