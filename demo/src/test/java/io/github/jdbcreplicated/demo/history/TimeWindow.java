package io.github.jdbcreplicated.demo.history;

import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.servlet.TargetResolver;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** What others do instead of positions: for a fixed time after a write its client is served by the primary. */
@ControllerAdvice
@Profile("time-window")
final class TimeWindow implements TargetResolver, ResponseBodyAdvice<Object> {
    private static final String COOKIE = "last-write";

    private final Duration window;

    TimeWindow(@Value("${demo.window}") Duration window) {
        this.window = window;
    }

    @Override
    public Optional<Target> resolve(HttpServletRequest request) {
        return cookies(request)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(cookie -> System.currentTimeMillis() - Long.parseLong(cookie.getValue()))
                .filter(ago -> ago < window.toMillis())
                .map(ago -> Target.PRIMARY)
                .findFirst();
    }

    @Override
    public boolean supports(MethodParameter result, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    /** The handler has committed, the headers have not left. */
    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter result,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (!request.getMethod().equals(HttpMethod.GET)) {
            response.getHeaders().add(HttpHeaders.SET_COOKIE, COOKIE + "=" + System.currentTimeMillis() + "; Path=/");
        }
        return body;
    }

    private static Stream<Cookie> cookies(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? Stream.empty() : Arrays.stream(cookies);
    }
}
