package io.github.jdbcreplicated.servlet;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The path attribute of a cookie. */
final class CookiePath {
    /** What RFC 3986 has in paths, besides letters and digits, but for the semicolon, which ends a cookie's attribute. */
    private static final String OTHERS = "/-._~!$&'()*+,=:@%";

    private CookiePath() {}

    static String checked(String path) {
        Objects.requireNonNull(path, "cookiePath");
        if (!path.startsWith("/") || !path.chars().allMatch(CookiePath::isAllowed)) {
            throw new IllegalArgumentException("cookiePath: '" + path
                    + "' is no path; allowed is what begins with '/', of the characters A-Z a-z 0-9 " + OTHERS);
        }
        return path;
    }

    /** The path as browsers ask for it; some containers have it encoded, some do not. */
    static String ofContext(String contextPath) {
        if (contextPath.isEmpty()) {
            return "/";
        }
        StringBuilder path = new StringBuilder();
        for (byte octet : contextPath.getBytes(StandardCharsets.UTF_8)) {
            if (isAllowed(octet)) {
                path.append((char) octet);
            } else {
                path.append(String.format("%%%02X", octet));
            }
        }
        return path.toString();
    }

    private static boolean isAllowed(int c) {
        return Ascii.isAlphanumeric(c) || OTHERS.indexOf(c) >= 0;
    }
}
