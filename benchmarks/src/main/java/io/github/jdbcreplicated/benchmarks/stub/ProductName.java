package io.github.jdbcreplicated.benchmarks.stub;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.DatabaseMetaData;
import org.jspecify.annotations.Nullable;

/** Metadata that knows the product's name and nothing else; asked before anything is measured. */
final class ProductName implements InvocationHandler {

    static DatabaseMetaData metaData() {
        return (DatabaseMetaData) Proxy.newProxyInstance(
                ProductName.class.getClassLoader(), new Class<?>[] {DatabaseMetaData.class}, new ProductName());
    }

    @Override
    public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("getDatabaseProductName")) {
            return "PostgreSQL";
        }
        throw Stub.unsupported();
    }
}
