package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.spi.UnitOfWork;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens one unit of work per request, and its scope in every dispatch of it: GET and HEAD read from a replica, everything
 * else goes to the primary.
 *
 * <pre>{@code
 * var filter = ReplicationFilter.builder()
 *         .override("/reports/**", Target.REPLICA)
 *         .build();
 * }</pre>
 *
 * <p>To be registered for {@code /*}, for the dispatcher types REQUEST, FORWARD, ASYNC and ERROR at least, with async
 * supported (without FORWARD, what a forward leads to cannot add to the headers on Tomcat 11); outside filters that use the database (session, security), inside those that only observe. The first dispatch decides
 * for all: a forward, an include, an error page and an async dispatch keep the request's unit and target. Threads that
 * the application starts itself have no scope unless {@link io.github.jdbcreplicated.ReplicationScope#wrap(Runnable)}
 * carries it to them. Thread-safe.
 */
public final class ReplicationFilter implements Filter {

    /** The request attribute that holds the request's {@link UnitOfWork}. */
    public static final String UNIT_ATTRIBUTE = "io.github.jdbcreplicated.unit";

    /** The request attribute that tells whether writes are accepted now, a {@code Boolean}; see the builder. */
    public static final String ACCEPTS_WRITES_ATTRIBUTE = "io.github.jdbcreplicated.acceptsWrites";

    /** The request attribute that is true once the response is known to tell what may be too old. */
    public static final String STALE_ATTRIBUTE = "io.github.jdbcreplicated.stale";

    /**
     * The response header that says {@code ?1} where a read was served by a replica that may be later than any read should
     * see, because there was no better node.
     */
    public static final String STALE_HEADER = "Replicated-Stale";

    /** The response header that lists the routes of a request; see the builder. */
    public static final String ROUTE_HEADER = "Replicated-Route";

    private final TargetInference inference;
    private final List<PathOverride> overrides;
    private final boolean routeHeader;
    private final boolean unavailableResponse;
    private final boolean securityReadsOnPrimary;
    private final @Nullable BooleanSupplier acceptsWrites;
    private final @Nullable TokenCarrier tokenCarrier;

    private ReplicationFilter(Builder builder) {
        this.inference = new TargetInference(builder.resolvers, builder.readMethods);
        this.overrides = List.copyOf(builder.overrides);
        this.routeHeader = builder.routeHeader;
        this.unavailableResponse = builder.unavailableResponse;
        this.securityReadsOnPrimary = builder.securityReadsOnPrimary;
        this.acceptsWrites = builder.acceptsWrites;
        this.tokenCarrier = builder.tokenCarrier;
    }

    /** Starts to describe a filter. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            RequestUnit unit = unitOf(http);
            if (unit.isCurrent()) {
                nest(http, answer, chain);
            } else {
                dispatch(unit, http, answer, chain);
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void nest(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (request.getDispatcherType() == DispatcherType.FORWARD) {
            BeforeCommit.forwarded(request, response);
        }
    }

    private void dispatch(RequestUnit unit, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try (DispatchScopes scopes = open(request, unit)) {
            BeforeCommit.doFilter(request, response, chain, unit.headers(request, response));
        } catch (ServletException | IOException | RuntimeException e) {
            if (!unavailableResponse || !Unavailable.answer(e, unit.unit(), response)) {
                throw e;
            }
        }
    }

    private DispatchScopes open(HttpServletRequest request, RequestUnit unit) {
        return securityReadsOnPrimary
                ? DispatchScopes.ofFilterChain(request, unit)
                : DispatchScopes.ofHandler(request, unit);
    }

    private RequestUnit unitOf(HttpServletRequest request) {
        RequestUnit known = RequestUnit.of(request);
        if (known != null) {
            return known;
        }
        UnitOfWork work = UnitOfWork.inferring(inference.of(request));
        RequestUnit unit = new RequestUnit(
                work, overrideOf(request), routeHeader ? new RouteTrail() : null, tokenOf(work, request));
        unit.keepIn(request);
        if (acceptsWrites != null) {
            request.setAttribute(ACCEPTS_WRITES_ATTRIBUTE, acceptsWrites.getAsBoolean());
        }
        return unit;
    }

    private @Nullable RequestToken tokenOf(UnitOfWork work, HttpServletRequest request) {
        if (tokenCarrier == null) {
            return null;
        }
        RequestToken token = new RequestToken(tokenCarrier, work);
        token.readFrom(request);
        return token;
    }

    private @Nullable PathOverride overrideOf(HttpServletRequest request) {
        if (overrides.isEmpty()) {
            return null;
        }
        List<String> path = ApplicationPath.of(request);
        return overrides.stream()
                .filter(override -> override.pattern().matches(path))
                .findFirst()
                .orElse(null);
    }

    /** Describes a {@link ReplicationFilter}; not thread-safe. What was built does not change afterwards. */
    public static final class Builder {
        private final List<TargetResolver> resolvers = new ArrayList<>();
        private final List<PathOverride> overrides = new ArrayList<>();
        private Set<String> readMethods = Set.of("GET", "HEAD");
        private boolean routeHeader;
        private boolean unavailableResponse;
        private boolean securityReadsOnPrimary;
        private @Nullable BooleanSupplier acceptsWrites;
        private @Nullable TokenCarrier tokenCarrier;

        private Builder() {}

        /**
         * Sets the HTTP methods whose requests read from a replica, in upper case; by default GET and HEAD. All others,
         * known or not, go to the primary.
         *
         * @throws IllegalArgumentException if one is not a known HTTP method
         */
        public Builder readMethods(Collection<String> methods) {
            readMethods = HttpMethods.checked(methods);
            return this;
        }

        /** Adds a resolver, asked before the method is looked at; several are asked in the order they were added. */
        public Builder resolver(TargetResolver resolver) {
            resolvers.add(Objects.requireNonNull(resolver, "resolver"));
            return this;
        }

        /**
         * Sets the explicit target of the requests whose path matches; the first match in the order of definition wins.
         *
         * @param pattern of the path within the application, without context path, query and path parameters, decoded:
         *     {@code /orders} is that path, {@code *} one segment, {@code /orders/**} also everything below it
         * @throws IllegalArgumentException if the pattern is none
         */
        public Builder override(String pattern, Target target) {
            Objects.requireNonNull(target, "target");
            overrides.add(new PathOverride(PathPattern.parse("override", pattern), target));
            return this;
        }

        /**
         * Whether responses carry {@link #ROUTE_HEADER}; by default false. One header line lists, in order, the first 16
         * decisions that took a connection before the headers left: {@code replica-1;reason=INFERRED_REPLICA,
         * primary;reason=WRITE_STATEMENT}, with {@code ;cluster=<name>} where the cluster is not {@code default}. It
         * names your nodes to clients.
         */
        public Builder routeHeader(boolean written) {
            this.routeHeader = written;
            return this;
        }

        /**
         * Whether a request that fails because no node can serve it is answered 503, instead of 500; by default false. With
         * {@code Retry-After} if it has written nothing until then. Only where the application let an exception out, and nothing was sent yet: one that is
         * or has as a cause a {@link io.github.jdbcreplicated.NoNodeAvailableException}, or any after such a one.
         * The container's error page for 503 makes the body.
         */
        public Builder unavailableResponse(boolean answered) {
            this.unavailableResponse = answered;
            return this;
        }

        /**
         * Whether what the filter chain reads before the handler (users, sessions, permissions) is read from the primary;
         * by default false. True needs {@link HandlerScopeFilter} as the last filter of the chain: without it every
         * request stays on the primary.
         */
        public Builder securityReadsOnPrimary(boolean onPrimary) {
            this.securityReadsOnPrimary = onPrimary;
            return this;
        }

        /**
         * Sets what is asked once per request, before its first filter, whether writes are accepted now; the answer is
         * the request attribute {@link #ACCEPTS_WRITES_ATTRIBUTE}. By default there is no such attribute. Must be fast.
         */
        public Builder acceptsWrites(BooleanSupplier supplier) {
            this.acceptsWrites = Objects.requireNonNull(supplier, "supplier");
            return this;
        }

        /**
         * Sets what carries the token, so that a client's reads do not fall behind what it wrote; by default nothing does.
         * The filter then has to stand inside what corrects {@code isSecure()} by a proxy's headers, and outside whatever
         * writes to the database before the response leaves (sessions, above all).
         */
        public Builder tokenCarrier(TokenCarrier carrier) {
            this.tokenCarrier = Objects.requireNonNull(carrier, "carrier");
            return this;
        }

        /** Creates the filter. */
        public ReplicationFilter build() {
            return new ReplicationFilter(this);
        }
    }
}
