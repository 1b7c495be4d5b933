package io.github.jdbcreplicated.spring;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.spi.TransactionHint;
import io.github.jdbcreplicated.spi.TransactionHint.Transaction;
import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Runs an annotated method in its scope. */
final class ScopeInterceptor implements MethodInterceptor {
    private final Directives directives;
    private final IgnoredAnnotations ignored;
    private final TransactionHint transaction = new SpringTransactionHint();

    ScopeInterceptor(Directives directives, IgnoredAnnotations ignored) {
        this.directives = directives;
        this.ignored = ignored;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Method method = invocation.getMethod();
        Class<?> type = targetClass(invocation);
        Directive directive = directives.find(method, type);
        if (directive == null) {
            return invocation.proceed();
        }
        String origin = Directives.origin(method, type);
        if (isOverruled(directive)) {
            ignored.add(origin);
            return invocation.proceed();
        }
        try (ReplicationScope scope = directive.open(origin)) {
            return invocation.proceed();
        }
    }

    /** We stand outside the transaction interceptor: what is active now was begun by somebody else. */
    private boolean isOverruled(Directive directive) {
        return directive.target() == Target.REPLICA && transaction.current() == Transaction.READ_WRITE;
    }

    /** Not the ultimate target: a repository's annotations are on the interfaces of the proxy that we stand before. */
    private static Class<?> targetClass(MethodInvocation invocation) {
        Object target = invocation.getThis();
        return target == null ? invocation.getMethod().getDeclaringClass() : target.getClass();
    }
}
