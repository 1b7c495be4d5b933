package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.spi.UnitOfWork;
import jakarta.servlet.http.HttpServletRequest;

/** Who serves a request, for messages. */
final class HandlerName {
    private HandlerName() {}

    /** The framework's name for the handler, else the servlet mapping: both are as few as the code has. */
    static String of(HttpServletRequest request) {
        if (request.getAttribute(ReplicationFilter.UNIT_ATTRIBUTE) instanceof UnitOfWork unit) {
            String handler = unit.handler();
            if (handler != null) {
                return "Handler " + handler;
            }
        }
        return "The servlet mapped to '" + request.getHttpServletMapping().getPattern() + "'";
    }
}
