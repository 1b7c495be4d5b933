package io.github.jdbcreplicated.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request's path within the application, as decoded segments: without context path, query, path parameters, empty
 * segments and dots.
 *
 * <p>Made from the request URI, not from the servlet's path: an encoded slash stays inside its segment, and how servlets
 * are mapped does not matter.
 */
final class ApplicationPath {
    private ApplicationPath() {}

    static List<String> of(HttpServletRequest request) {
        return segments(request.getRequestURI(), request.getContextPath());
    }

    static List<String> segments(String uri, String contextPath) {
        String path = uri.startsWith(contextPath) ? uri.substring(contextPath.length()) : uri;
        List<String> segments = new ArrayList<>();
        for (String raw : path.split("/")) {
            add(decoded(withoutParameters(raw)), segments);
        }
        return segments;
    }

    private static void add(String segment, List<String> segments) {
        if (segment.equals("..")) {
            if (!segments.isEmpty()) {
                segments.remove(segments.size() - 1);
            }
        } else if (!segment.isEmpty() && !segment.equals(".")) {
            segments.add(segment);
        }
    }

    private static String withoutParameters(String segment) {
        int semicolon = segment.indexOf(';');
        return semicolon < 0 ? segment : segment.substring(0, semicolon);
    }

    /** What is not a valid escape stays as it is: a strange path is the container's to refuse, not ours. */
    private static String decoded(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int escaped = bytes[i] == '%' ? octet(bytes, i) : -1;
            decoded.write(escaped < 0 ? bytes[i] : escaped);
            i += escaped < 0 ? 0 : 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static int octet(byte[] bytes, int percent) {
        if (percent + 2 >= bytes.length) {
            return -1;
        }
        int high = Character.digit(bytes[percent + 1], 16);
        int low = Character.digit(bytes[percent + 2], 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
