package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.spi.UnitOfWork;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of one dispatch: the unit's, and inside it an explicit one where something explicit applies.
 *
 * <p>Opened and closed by the dispatch's thread. Closing never throws: what the application forgot to close inside is
 * closed too, and reported.
 */
final class DispatchScopes implements AutoCloseable {
    /** What the chain reads, of users and permissions, is not what the client is shown: it need not be seen again. */
    private static final ReplicationScope.Description BEFORE_HANDLER = ReplicationScope.with(Target.PRIMARY)
            .consistency(Consistency.EVENTUAL)
            .readingOnly()
            .origin("filter chain before the handler");

    private final HttpServletRequest request;
    private final ReplicationScope joined;
    private final @Nullable ReplicationScope explicit;

    @SuppressWarnings("MustBeClosedChecker") // closed by close()
    private DispatchScopes(
            HttpServletRequest request, UnitOfWork unit, ReplicationScope.@Nullable Description explicit) {
        this.request = request;
        this.joined = ReplicationScope.join(unit);
        this.explicit = explicit == null ? null : explicit.open();
    }

    /** The scopes in which the handler works: the inferred target, and the path override if one matched. */
    static DispatchScopes ofHandler(HttpServletRequest request, RequestUnit unit) {
        PathOverride override = unit.override();
        return new DispatchScopes(
                request,
                unit.unit(),
                override == null
                        ? null
                        : ReplicationScope.with(override.target()).origin(override.origin()));
    }

    /** The scopes of a filter chain whose reads are the primary's, whatever the request's target. */
    static DispatchScopes ofFilterChain(HttpServletRequest request, RequestUnit unit) {
        DispatchScopes scopes = new DispatchScopes(request, unit.unit(), BEFORE_HANDLER);
        if (scopes.explicit != null) {
            unit.setChainScope(scopes.explicit);
        }
        return scopes;
    }

    @Override
    public void close() {
        if (explicit != null) {
            close(explicit);
        }
        close(joined);
    }

    private void close(ReplicationScope scope) {
        try {
            scope.close();
        } catch (IllegalStateException forgotten) {
            ForgottenScopes.report(request, forgotten);
        }
    }
}
