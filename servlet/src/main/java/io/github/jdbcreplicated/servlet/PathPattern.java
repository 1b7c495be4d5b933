package io.github.jdbcreplicated.servlet;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A set of paths within the application: {@code /orders} is that path, {@code *} stands for one segment, and
 * {@code /orders/**} is {@code /orders} and everything below it.
 *
 * <p>Compared segment by segment and case-sensitively with an {@link ApplicationPath}.
 */
final class PathPattern {
    private static final String ALLOWED =
            "; allowed are '/orders' (that path), '/orders/*' ('*' is one whole segment) and "
                    + "'/orders/**' (any depth, '**' at the end only)";
    private static final Pattern FORBIDDEN = Pattern.compile("[?{};#%\\\\\\s]");

    private final String text;
    private final List<String> segments;
    private final boolean anyDepth;

    private PathPattern(String text, List<String> segments, boolean anyDepth) {
        this.text = text;
        this.segments = segments;
        this.anyDepth = anyDepth;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none, naming {@code setting}
     */
    static PathPattern parse(String setting, String text) {
        if (!text.startsWith("/")) {
            throw refused(setting, text, "it does not start with '/'");
        }
        Matcher forbidden = FORBIDDEN.matcher(text);
        if (forbidden.find()) {
            throw refused(setting, text, "it contains '" + forbidden.group() + "', which has no meaning here");
        }
        if (text.equals("/")) {
            return new PathPattern(text, List.of(), false);
        }
        List<String> segments = Arrays.asList(text.substring(1).split("/", -1));
        boolean anyDepth = segments.get(segments.size() - 1).equals("**");
        List<String> fixed = anyDepth ? segments.subList(0, segments.size() - 1) : segments;
        for (String segment : fixed) {
            checkSegment(setting, text, segment);
        }
        return new PathPattern(text, List.copyOf(fixed), anyDepth);
    }

    boolean matches(List<String> path) {
        if (anyDepth ? path.size() < segments.size() : path.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (!segment.equals("*") && !segment.equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }

    private static void checkSegment(String setting, String text, String segment) {
        if (segment.equals("**")) {
            throw refused(setting, text, "'**' stands before its end");
        }
        if (segment.length() > 1 && segment.contains("*")) {
            throw refused(setting, text, "'" + segment + "' mixes '*' with other characters");
        }
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw refused(
                    setting, text, "no path has a segment '" + segment + "' (a slash at the end or twice, or dots)");
        }
    }

    private static IllegalArgumentException refused(String setting, String text, String why) {
        return new IllegalArgumentException(setting + ": '" + text + "' is no path pattern: " + why + ALLOWED);
    }
}
