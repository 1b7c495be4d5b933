package io.github.jdbcreplicated.demo.guard;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request tells about the page that sent it; programs that are no browsers tell nothing. */
record Caller(
        String method,
        @Nullable String host,
        @Nullable String origin,
        @Nullable String fetchSite) {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    /** Why it is refused; empty if it is not. */
    Optional<String> objection(LocalNames names) {
        if (host == null || !names.include(host)) {
            return Optional.of(
                    "The Host header is '" + host + "'; this demo answers to localhost and its own address.");
        }
        if (SAFE_METHODS.contains(method) || isOwnPage()) {
            return Optional.empty();
        }
        return Optional.of("Only this demo's own pages may change anything here. The request says Origin '"
                + (origin == null ? "" : origin) + "', Sec-Fetch-Site '" + (fetchSite == null ? "" : fetchSite) + "'.");
    }

    private boolean isOwnPage() {
        return (origin == null || isOwn(origin)) && (fetchSite == null || OWN_SITES.contains(fetchSite));
    }

    private boolean isOwn(String page) {
        return page.equalsIgnoreCase("http://" + host) || page.equalsIgnoreCase("https://" + host);
    }
}
