package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.servlet.TokenCarrier.SameSite;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that a token travels in.
 *
 * @param path null for the context path
 * @param alwaysSecure whether it is secure even if the request is not
 */
record TokenCookie(String name, @Nullable String path, SameSite sameSite, boolean alwaysSecure) {
    private static final String SET_COOKIE = "Set-Cookie";

    /** What browsers would not take must not be built. */
    TokenCookie checked() {
        boolean host = hasPrefix("__Host-");
        if (host && !"/".equals(path)) {
            throw new IllegalArgumentException("cookieName: '" + name + "' needs cookiePath '/', not "
                    + (path == null ? "the context path" : "'" + path + "'")
                    + "; browsers take a cookie of the prefix __Host- with no other");
        }
        if ((host || hasPrefix("__Secure-")) && !alwaysSecure) {
            throw new IllegalArgumentException(
                    "cookieName: '" + name + "' needs alwaysSecure(true), not false; browsers"
                            + " take a cookie of the prefixes __Host- and __Secure- only if it is secure");
        }
        if (sameSite == SameSite.NONE && !alwaysSecure) {
            throw new IllegalArgumentException(
                    "sameSite: NONE needs alwaysSecure(true), not false; allowed without it are LAX and STRICT");
        }
        return this;
    }

    /** Browsers compare the prefixes without regard to case. */
    private boolean hasPrefix(String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    List<String> values(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return List.of();
        }
        List<String> values = new ArrayList<>(1);
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) {
                values.add(cookie.getValue());
            }
        }
        return values;
    }

    /** Adds the cookie, in the place of one that an earlier dispatch of the same request may have left. */
    void writeTo(HttpServletResponse response, HttpServletRequest request, String value, Duration maxAge) {
        List<String> all = List.copyOf(response.getHeaders(SET_COOKIE));
        List<String> others =
                all.stream().filter(line -> !line.startsWith(name + "=")).toList();
        if (others.size() < all.size()) {
            response.setHeader(SET_COOKIE, line(request, value, maxAge));
            others.forEach(line -> response.addHeader(SET_COOKIE, line));
        } else {
            response.addHeader(SET_COOKIE, line(request, value, maxAge));
        }
    }

    private String line(HttpServletRequest request, String value, Duration maxAge) {
        String where =
                path == null ? CookiePath.ofContext(request.getServletContext().getContextPath()) : path;
        return name + "=" + value + "; Path=" + where + "; Max-Age=" + seconds(maxAge) + "; SameSite="
                + sameSite.name().charAt(0) + sameSite.name().substring(1).toLowerCase(Locale.ROOT)
                + (alwaysSecure || request.isSecure() ? "; Secure" : "") + "; HttpOnly";
    }

    /** Rounded up: zero would delete the cookie. */
    private static long seconds(Duration maxAge) {
        return maxAge.plusNanos(999_999_999).toSeconds();
    }
}
