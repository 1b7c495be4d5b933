package io.github.jdbcreplicated.servlet;

import java.util.Objects;

/** The names that cookies (RFC 6265) and headers (RFC 9110) may have: both are what the latter calls a token. */
final class HttpToken {
    private static final String OTHERS = "!#$%&'*+-.^_`|~";

    private HttpToken() {}

    static String checked(String setting, String name) {
        Objects.requireNonNull(name, setting);
        if (name.isEmpty() || !name.chars().allMatch(HttpToken::isAllowed)) {
            throw new IllegalArgumentException(setting + ": '" + name
                    + "' is no name for it; allowed are one or more of the characters A-Z a-z 0-9 " + OTHERS);
        }
        return name;
    }

    private static boolean isAllowed(int c) {
        return Ascii.isAlphanumeric(c) || OTHERS.indexOf(c) >= 0;
    }
}
