package io.github.jdbcreplicated.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps a response out of shared caches, which would hand one client's token to others. */
final class CacheControl {
    private static final String HEADER = "Cache-Control";

    private CacheControl() {}

    static void makePrivate(HttpServletResponse response) {
        String value = withoutSharing(response.getHeaders(HEADER), response.containsHeader("Expires"));
        if (value != null) {
            response.setHeader(HEADER, value);
        }
    }

    /** What Cache-Control must say instead; null if no shared cache would keep the response for its sake. */
    static @Nullable String withoutSharing(Collection<String> lines, boolean expires) {
        List<String> directives = lines.stream().flatMap(CacheControl::split).toList();
        if (!isShared(directives, expires)) {
            return null;
        }
        return String.join(
                ", ",
                Stream.concat(
                                directives.stream().filter(directive -> !isAboutSharing(name(directive))),
                                Stream.of("private"))
                        .toList());
    }

    private static boolean isShared(List<String> directives, boolean expires) {
        if (directives.stream().map(CacheControl::whole).anyMatch(Set.of("private", "no-store")::contains)) {
            return false;
        }
        return expires
                || directives.stream()
                        .map(CacheControl::name)
                        .anyMatch(Set.of("public", "s-maxage", "max-age")::contains);
    }

    /** Also a {@code private} that names fields: the one without covers it. */
    private static boolean isAboutSharing(String name) {
        return name.equals("public") || name.equals("s-maxage") || name.equals("private");
    }

    private static String whole(String directive) {
        return directive.toLowerCase(Locale.ROOT);
    }

    private static String name(String directive) {
        int end = directive.indexOf('=');
        return whole(end < 0 ? directive : directive.substring(0, end)).strip();
    }

    /** At commas, but for those inside of quotes, as in {@code private="a, b"}. */
    private static Stream<String> split(String line) {
        List<String> directives = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            if (line.charAt(i) == ',' && !quoted) {
                directives.add(line.substring(start, i).strip());
                start = i + 1;
            }
        }
        directives.add(line.substring(start).strip());
        return directives.stream().filter(directive -> !directive.isEmpty());
    }
}
