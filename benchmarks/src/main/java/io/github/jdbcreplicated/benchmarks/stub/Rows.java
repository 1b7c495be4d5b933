package io.github.jdbcreplicated.benchmarks.stub;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of texts by their columns' names, null where there is none; too slow for what is measured. */
final class Rows implements InvocationHandler {
    private final Iterator<Map<String, String>> left;
    private Map<String, String> row = Map.of();

    private Rows(List<Map<String, String>> rows) {
        left = rows.iterator();
    }

    static ResultSet of(List<Map<String, String>> rows) {
        return (ResultSet)
                Proxy.newProxyInstance(Rows.class.getClassLoader(), new Class<?>[] {ResultSet.class}, new Rows(rows));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "next" -> next();
            case "getString" -> row.get(Objects.requireNonNull(arguments)[0]);
            case "getStatement", "close" -> null;
            default -> throw Stub.unsupported();
        };
    }

    private boolean next() {
        boolean has = left.hasNext();
        if (has) {
            row = left.next();
        }
        return has;
    }
}
