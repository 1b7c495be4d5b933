package io.github.jdbcreplicated.servlet;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The HTTP methods that the setting {@code readMethods} may name. */
final class HttpMethods {
    /** RFC 9110, RFC 5789 and the QUERY draft; then the safe methods of WebDAV (RFC 4918, 3253, 5323). */
    private static final List<String> KNOWN = List.of(
            "GET",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "QUERY",
            "PROPFIND",
            "REPORT",
            "SEARCH");

    private HttpMethods() {}

    static Set<String> checked(Collection<String> readMethods) {
        for (String method : readMethods) {
            if (!KNOWN.contains(method)) {
                throw new IllegalArgumentException("readMethods: '" + method
                        + "' is not a known HTTP method; allowed are, in upper case, " + String.join(", ", KNOWN));
            }
        }
        return Set.copyOf(readMethods);
    }
}
