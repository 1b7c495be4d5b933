package io.github.jdbcreplicated.servlet.replay;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a response's head while it was held back, to be done to the real one in the same order, and what the
 * application sees of it until then.
 *
 * <p>Used by the thread that uses the response.
 */
final class StagedHead {
    static final String CONTENT_TYPE = "Content-Type";

    /** One call on the response. */
    @FunctionalInterface
    interface Operation {
        void on(HttpServletResponse response) throws IOException;
    }

    /** What a header holds; besides what the real response has of it, or in place of that. */
    private record Header(boolean replaces, List<String> values) {}

    /** Another after a dispatch that came with another. */
    private final Supplier<HttpServletResponse> real;

    private List<Operation> operations = new ArrayList<>();
    private final Map<String, Header> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private boolean wiped;
    private int status = -1;
    private @Nullable StagedType type;
    private @Nullable Locale locale;

    StagedHead(Supplier<HttpServletResponse> real) {
        this.real = real;
    }

    void add(Operation operation) {
        operations.add(operation);
    }

    int size() {
        return operations.size();
    }

    /** Keeps of the operations only those from the one to the other. */
    void keepOnly(int from, int to) {
        operations = new ArrayList<>(operations.subList(Math.min(from, to), to));
    }

    void applyTo(HttpServletResponse response) throws IOException {
        for (Operation operation : operations) {
            operation.on(response);
        }
        operations = new ArrayList<>();
    }

    /** As if nothing had been done to the response, here or before. */
    void wipe() {
        operations.clear();
        headers.clear();
        wiped = true;
        status = HttpServletResponse.SC_OK;
        type = new StagedType(null, null);
        locale = null;
        add(HttpServletResponse::reset);
    }

    // ---- What the application sees

    void set(String name, @Nullable String value) {
        if (CONTENT_TYPE.equalsIgnoreCase(name)) {
            type().set(value);
        } else {
            headers.put(name, new Header(true, value == null ? List.of() : List.of(value)));
        }
    }

    void append(String name, String value) {
        if (CONTENT_TYPE.equalsIgnoreCase(name)) {
            type().set(value);
            return;
        }
        Header before = headers.getOrDefault(name, new Header(wiped, List.of()));
        List<String> values = new ArrayList<>(before.values());
        values.add(value);
        headers.put(name, new Header(before.replaces(), values));
    }

    Collection<String> values(String name) {
        if (CONTENT_TYPE.equalsIgnoreCase(name)) {
            String value = type().full();
            return value == null ? List.of() : List.of(value);
        }
        Header header = headers.get(name);
        if (header != null && header.replaces()) {
            return header.values();
        }
        List<String> values = new ArrayList<>(wiped ? List.of() : real.get().getHeaders(name));
        values.addAll(header == null ? List.of() : header.values());
        return values;
    }

    Collection<String> names() {
        Collection<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(wiped ? List.of() : real.get().getHeaderNames());
        names.addAll(headers.keySet());
        names.removeIf(name -> values(name).isEmpty());
        return Collections.unmodifiableCollection(names);
    }

    StagedType type() {
        if (type == null) {
            type = new StagedType(real.get().getContentType(), real.get().getCharacterEncoding());
        }
        return type;
    }

    int status() {
        return status < 0 ? real.get().getStatus() : status;
    }

    void setStatus(int newStatus) {
        status = newStatus;
    }

    Locale locale() {
        if (locale == null) {
            locale = wiped ? Locale.getDefault() : real.get().getLocale();
        }
        return locale;
    }

    void setLocale(Locale newLocale) {
        locale = newLocale;
    }
}
