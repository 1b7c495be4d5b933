package io.github.jdbcreplicated.faults.suite;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Counts how often handlers are called: a replayed request calls its handler twice. */
final class HandlerCount implements HandlerInterceptor, WebMvcConfigurer {
    private final AtomicLong handled = new AtomicLong();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            handled.incrementAndGet();
        }
        return true;
    }

    long handled() {
        return handled.get();
    }
}
