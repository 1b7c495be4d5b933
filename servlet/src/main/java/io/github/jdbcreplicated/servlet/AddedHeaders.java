package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** What one dispatch adds to the headers of its response. */
record AddedHeaders(
        UnitOfWork unit,
        @Nullable RequestToken token,
        @Nullable RouteTrail trail,
        HttpServletRequest request,
        HttpServletResponse response)
        implements BeforeCommit.Hook {

    @Override
    public void headersLeave() {
        if (unit.has(Mark.STALE)) {
            request.setAttribute(ReplicationFilter.STALE_ATTRIBUTE, true);
            response.setHeader(ReplicationFilter.STALE_HEADER, "?1");
        }
        if (token != null) {
            token.writeTo(response, request);
        }
        if (trail != null) {
            trail.writeTo(response);
        }
    }

    @Override
    public void settle() {
        if (token != null) {
            token.settle(response, request);
        }
    }
}
