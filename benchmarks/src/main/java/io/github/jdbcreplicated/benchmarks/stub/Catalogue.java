package io.github.jdbcreplicated.benchmarks.stub;

import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;

/** The one table there is, for who reads PostgreSQL's catalogue before the first statement; no index, key or view. */
final class Catalogue {
    private static final String SCHEMA = "public";
    private static final String TABLE = "account";

    private Catalogue() {}

    /** Told apart from questions about the server itself, which are about other functions and views. */
    static boolean isAsked(String sql) {
        return sql.contains("information_schema") || sql.contains("pg_index");
    }

    /** A statement that answers this and does nothing else. */
    static PreparedStatement asking(String sql) {
        return (PreparedStatement) Proxy.newProxyInstance(
                Catalogue.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "executeQuery" -> Rows.of(answer(sql));
                    case "close" -> null;
                    default -> throw Stub.unsupported();
                });
    }

    static ResultSet schemas() {
        return Rows.of(List.of(Map.of("TABLE_SCHEM", SCHEMA)));
    }

    static ResultSet tables() {
        return Rows.of(List.of(Map.of("TABLE_NAME", TABLE)));
    }

    /** None: SQL's own are known without. */
    static ResultSet types() {
        return Rows.of(List.of());
    }

    private static List<Map<String, String>> answer(String sql) {
        if (sql.contains("information_schema.columns")) {
            return List.of(column("id"), column("balance"));
        }
        if (sql.contains("role_table_grants")) {
            return List.of(Map.of("table_name", TABLE));
        }
        return List.of();
    }

    private static Map<String, String> column(String name) {
        return Map.of(
                "table_schema", SCHEMA,
                "table_name", TABLE,
                "column_name", name,
                "udt_name", "int8",
                "is_nullable", "NO");
    }
}
