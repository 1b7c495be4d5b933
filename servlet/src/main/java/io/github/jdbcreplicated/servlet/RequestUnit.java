package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.spi.UnitOfWork;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** One request's unit of work and what the filters decided about it; kept from dispatch to dispatch. */
final class RequestUnit {
    private static final String ATTRIBUTE = "io.github.jdbcreplicated.servlet.requestUnit";

    private final UnitOfWork unit;
    private final @Nullable PathOverride override;
    private final @Nullable RouteTrail trail;
    private final @Nullable RequestToken token;

    /** The scope that rules the filter chain before the handler; written and read by the thread of each dispatch. */
    private volatile @Nullable ReplicationScope chainScope;

    RequestUnit(
            UnitOfWork unit,
            @Nullable PathOverride override,
            @Nullable RouteTrail trail,
            @Nullable RequestToken token) {
        this.unit = unit;
        this.override = override;
        this.trail = trail;
        this.token = token;
        if (trail != null) {
            unit.observeRoutes(trail::add);
        }
    }

    static @Nullable RequestUnit of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestUnit found ? found : null;
    }

    void keepIn(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
        request.setAttribute(ReplicationFilter.UNIT_ATTRIBUTE, unit);
    }

    UnitOfWork unit() {
        return unit;
    }

    @Nullable
    PathOverride override() {
        return override;
    }

    /** What is added to the headers of the response. */
    AddedHeaders headers(HttpServletRequest request, HttpServletResponse response) {
        return new AddedHeaders(unit, token, trail, request, response);
    }

    /** Whether the calling thread is inside a scope of this request: a forward or include keeps it as it is. */
    boolean isCurrent() {
        return UnitOfWork.current() == unit;
    }

    void setChainScope(ReplicationScope scope) {
        chainScope = scope;
    }

    /** Whether nothing was said on this thread since the filter chain was put on the primary. */
    boolean isBeforeHandler() {
        ReplicationScope scope = chainScope;
        return scope != null && scope == ReplicationScope.current();
    }
}
