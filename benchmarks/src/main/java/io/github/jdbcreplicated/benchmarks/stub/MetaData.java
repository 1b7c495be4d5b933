package io.github.jdbcreplicated.benchmarks.stub;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.DatabaseMetaData;
import org.jspecify.annotations.Nullable;

/** Metadata that knows the product and the one table there is, and nothing else; asked before anything is measured. */
final class MetaData implements InvocationHandler {

    static DatabaseMetaData create() {
        return (DatabaseMetaData) Proxy.newProxyInstance(
                MetaData.class.getClassLoader(), new Class<?>[] {DatabaseMetaData.class}, new MetaData());
    }

    @Override
    public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getDatabaseProductName" -> "PostgreSQL";
            case "getURL" -> "jdbc:postgresql://stub:5432/db";
            case "getSchemas" -> Catalogue.schemas();
            case "getTables" -> Catalogue.tables();
            case "getTypeInfo" -> Catalogue.types();
            default -> throw Stub.unsupported();
        };
    }
}
