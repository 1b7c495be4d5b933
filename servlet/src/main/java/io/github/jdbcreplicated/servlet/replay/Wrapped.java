package io.github.jdbcreplicated.servlet.replay;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Whether a dispatch came with what an earlier one was served with. */
final class Wrapped {
    private Wrapped() {}

    /** Whether {@code inner} is the request, or what it wraps. */
    static boolean isIn(HttpServletRequest request, ServletRequest inner) {
        return request == inner || (request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(inner));
    }

    /** Whether {@code inner} is the response, or what it wraps. */
    static boolean isIn(HttpServletResponse response, ServletResponse inner) {
        return response == inner || (response instanceof ServletResponseWrapper wrapper && wrapper.isWrapperFor(inner));
    }
}
