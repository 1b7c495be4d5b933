package io.github.jdbcreplicated.demo.guard;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names under which this application may be called. Any other one in the Host header means that somebody's own name
 * was pointed to this machine (DNS rebinding): for the browser, their pages and ours would then be one site.
 */
record LocalNames(Set<String> names) {

    /** This machine's own name, and the given addresses. */
    static LocalNames and(String... addresses) {
        return new LocalNames(Stream.concat(Stream.of("localhost", "127.0.0.1", "::1"), Stream.of(addresses))
                .map(LocalNames::inHeader)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether that Host header, with or without port, has one of the names. */
    boolean include(String hostHeader) {
        String host = hostHeader.strip().toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        return names.contains(colon > host.lastIndexOf(']') ? host.substring(0, colon) : host);
    }

    private static String inHeader(String address) {
        String name = address.toLowerCase(Locale.ROOT);
        return name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
    }
}
