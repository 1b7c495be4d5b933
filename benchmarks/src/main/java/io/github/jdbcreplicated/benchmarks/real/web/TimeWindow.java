package io.github.jdbcreplicated.benchmarks.real.web;

import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.servlet.TargetResolver;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What others do in place of positions: a cookie with the time of the client's last write. */
final class TimeWindow implements Filter, TargetResolver {
    private static final String COOKIE = "last-write";

    private final Duration window;

    TimeWindow(Duration window) {
        this.window = window;
    }

    @Override
    public Optional<Target> resolve(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Stream.ofNullable(cookies)
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .filter(cookie -> isWithin(Long.parseLong(cookie.getValue())))
                .map(cookie -> Target.PRIMARY)
                .findFirst();
    }

    /** The answer is short, so its headers have not left when the application is done. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && http.getMethod().equals("POST")) {
            answer.addCookie(new Cookie(COOKIE, Long.toString(System.currentTimeMillis())));
        }
    }

    private boolean isWithin(long written) {
        return System.currentTimeMillis() - written < window.toMillis();
    }
}
