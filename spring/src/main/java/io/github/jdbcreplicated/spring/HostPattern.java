package io.github.jdbcreplicated.spring;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which hosts a token is for.
 *
 * @param host in lower case, as a URI has it; with {@code anyBelow} a suffix that begins with a dot
 * @param port -1 for any
 */
record HostPattern(String host, boolean anyBelow, int port) {
    /** As URIs write them: names, IPv4 addresses, and IPv6 addresses in brackets. */
    private static final String NAME = "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*";

    private static final Pattern EXACT =
            Pattern.compile("(?<host>" + NAME + "|\\[[0-9a-f:.]+])(:(?<port>[0-9]{1,5}))?");
    private static final Pattern BELOW = Pattern.compile("\\*(?<suffix>\\." + NAME + ")");
    private static final int LAST_PORT = 65_535;

    static HostPattern parse(String text) {
        String pattern = text.toLowerCase(Locale.ROOT);
        Matcher below = BELOW.matcher(pattern);
        if (below.matches()) {
            return new HostPattern(below.group("suffix"), true, -1);
        }
        Matcher exact = EXACT.matcher(pattern);
        int port = exact.matches() && exact.group("port") != null ? Integer.parseInt(exact.group("port")) : -1;
        if (!exact.matches() || port == 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("forwardTo: '" + text
                    + "' is no host; allowed are 'host', 'host:port' with a port of 1 to 65535, and '*.suffix'");
        }
        return new HostPattern(exact.group("host"), false, port);
    }

    boolean matches(URI uri) {
        if (uri.getHost() == null) {
            return false;
        }
        String asked = uri.getHost().toLowerCase(Locale.ROOT);
        boolean same = anyBelow ? asked.endsWith(host) : asked.equals(host);
        return same && (port == -1 || port == portOf(uri));
    }

    private static int portOf(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
