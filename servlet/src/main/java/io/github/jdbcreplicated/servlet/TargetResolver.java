package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.Target;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The application's own word on what a request needs, for example from a header that a trusted proxy sets.
 *
 * <p>Its answer is <em>inferred</em>: annotations, path overrides and scopes opened in code win over it. Asked once per
 * request, on the request's thread, before anything has read the body; several threads may ask at once. What it throws
 * fails the request.
 */
@FunctionalInterface
public interface TargetResolver {

    /** The target of the request; empty to let the next resolver, and at last the HTTP method, decide. */
    Optional<Target> resolve(HttpServletRequest request);
}
