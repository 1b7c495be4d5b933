package io.github.jdbcreplicated.servlet.replay;

import jakarta.servlet.ServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a stretch of code changed of a request's attributes, to be undone.
 *
 * <p>An error that an attempt left there would have the container throw the next one's good response away; a session or
 * a result would be taken for the next one's own.
 */
final class ChangedAttributes {
    /** What containers keep of the dispatch that is going on. */
    private static final List<String> CONTAINER =
            List.of("jakarta.servlet.async.", "org.apache.", "org.eclipse.", "io.undertow.");

    private final Map<String, Object> before;

    /** As they were. */
    private final Map<String, Object> replaced = new HashMap<>();

    private final Set<String> added = new HashSet<>();

    private ChangedAttributes(Map<String, Object> before) {
        this.before = before;
    }

    /** From now on. */
    static ChangedAttributes of(ServletRequest request) {
        return new ChangedAttributes(all(request));
    }

    /** Until now. */
    void end(ServletRequest request) {
        Map<String, Object> now = all(request);
        added.addAll(now.keySet());
        added.removeAll(before.keySet());
        before.forEach((name, value) -> {
            if (now.get(name) != value) {
                replaced.put(name, value);
            }
        });
    }

    void undo(ServletRequest request) {
        added.forEach(request::removeAttribute);
        replaced.forEach(request::setAttribute);
    }

    private static Map<String, Object> all(ServletRequest request) {
        Map<String, Object> all = new HashMap<>();
        for (String name : Collections.list(request.getAttributeNames())) {
            if (!isContainers(name)) {
                Object value = request.getAttribute(name);
                if (value != null) {
                    all.put(name, value);
                }
            }
        }
        return all;
    }

    private static boolean isContainers(String name) {
        for (String prefix : CONTAINER) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
