package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.Target;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a request will probably do: the first resolver that knows, else its method. */
record TargetInference(List<TargetResolver> resolvers, Set<String> readMethods) {

    TargetInference {
        resolvers = List.copyOf(resolvers);
        readMethods = Set.copyOf(readMethods);
    }

    Target of(HttpServletRequest request) {
        for (TargetResolver resolver : resolvers) {
            Optional<Target> resolved = resolver.resolve(request);
            if (resolved.isPresent()) {
                return resolved.get();
            }
        }
        return ofMethod(request.getMethod());
    }

    /** Methods are case-sensitive (RFC 9110, 9.1): {@code get} is not GET, and unknown methods may write. */
    private Target ofMethod(String method) {
        return readMethods.contains(method) ? Target.REPLICA : Target.PRIMARY;
    }
}
