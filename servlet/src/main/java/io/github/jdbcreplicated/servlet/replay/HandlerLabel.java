package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.spi.UnitOfWork;
import jakarta.servlet.http.HttpServletRequest;

/** Whom a request is counted for. */
final class HandlerLabel {
    private HandlerLabel() {}

    /** The framework's name for the handler, else the servlet mapping: both are as few as the code has. */
    static String of(HttpServletRequest request, UnitOfWork unit) {
        String handler = unit.handler();
        return handler != null ? handler : request.getHttpServletMapping().getPattern();
    }
}
