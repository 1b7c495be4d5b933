package io.github.jdbcreplicated.benchmarks.real.web;

import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.servlet.TargetResolver;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What others do in place of positions: a cookie with the time of the client's last write. */
final class TimeWindow implements TargetResolver {
    private static final String COOKIE = "last-write";

    private final Duration window;

    TimeWindow(Duration window) {
        this.window = window;
    }

    /** Tells the client that it has just written. */
    void note(HttpServletResponse response) {
        response.addCookie(new Cookie(COOKIE, Long.toString(System.currentTimeMillis())));
    }

    @Override
    public Optional<Target> resolve(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .filter(cookie -> isWithin(Long.parseLong(cookie.getValue())))
                .map(cookie -> Target.PRIMARY)
                .findFirst();
    }

    private boolean isWithin(long written) {
        return System.currentTimeMillis() - written < window.toMillis();
    }
}
