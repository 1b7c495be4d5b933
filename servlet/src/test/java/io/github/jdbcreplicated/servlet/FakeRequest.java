package io.github.jdbcreplicated.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;

/** A request that knows its method and its URI, and fails when asked for more. */
final class FakeRequest extends HttpServletRequestWrapper {
    private final String method;
    private final String uri;

    FakeRequest(String method, String uri) {
        super((HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, args) -> {
                    throw new UnsupportedOperationException(called.getName());
                }));
        this.method = method;
        this.uri = uri;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getRequestURI() {
        return uri;
    }
}
