package io.github.jdbcreplicated.spring;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.aopalliance.aop.Advice;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.core.Ordered;

/**
 * Has {@code @UsePrimary} and {@code @UseReplica} hold for the methods of beans.
 *
 * <pre>{@code
 * @Bean
 * @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
 * static ReplicationAdvisor replicationAdvisor() {
 *     return ReplicationAdvisor.builder().build();
 * }
 * }</pre>
 *
 * <p>The infrastructure role matters: without AspectJ on the class path Spring's proxy creator takes advisors of that role
 * only. A method's annotation wins over its class's, and that over what interfaces carry; {@code @UsePrimary} wins where
 * one element carries both. Spring Data repositories follow their own interface for inherited methods too.
 *
 * <p>{@code @UseReplica} is ignored, counted and once per method warned of while a read-write transaction is active when
 * the method is called: it belongs to the code that began it. Annotated methods that return a reactive type, and suspending
 * functions, are refused as the bean is created. Calls that do not pass the proxy (from the same object) are not seen.
 * Thread-safe.
 */
public final class ReplicationAdvisor implements PointcutAdvisor, Ordered {

    /** The default order: outside Spring's transaction interceptor, whose order is {@link #LOWEST_PRECEDENCE}. */
    public static final int DEFAULT_ORDER = LOWEST_PRECEDENCE - 100;

    private final int order;
    private final Pointcut pointcut;
    private final Advice advice;

    private ReplicationAdvisor(Builder builder) {
        Directives directives = new Directives();
        this.order = builder.order;
        this.pointcut = new AnnotatedMethods(directives, builder.except);
        this.advice = new ScopeInterceptor(directives, new IgnoredAnnotations(builder.whenIgnored));
    }

    /** Starts to describe an advisor. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public int getOrder() {
        return order;
    }

    @Override
    public Pointcut getPointcut() {
        return pointcut;
    }

    @Override
    public Advice getAdvice() {
        return advice;
    }

    /** Describes a {@link ReplicationAdvisor}; not thread-safe. */
    public static final class Builder {
        private int order = DEFAULT_ORDER;
        private Predicate<Class<?>> except = type -> false;
        private Consumer<String> whenIgnored = method -> {};

        private Builder() {}

        /**
         * Sets the place among other advisors, lower is further outside; by default {@link #DEFAULT_ORDER}. It must stay
         * below the order of {@code @EnableTransactionManagement}, else transactions begin before the target is known.
         */
        public Builder order(int order) {
            this.order = order;
            return this;
        }

        /**
         * Excepts bean classes; by default none. Where {@link ReplicationHandlerInterceptor} is registered the controllers
         * belong here: their annotations hold already, and a proxy would only make them harder to find.
         */
        public Builder except(Predicate<Class<?>> types) {
            this.except = Objects.requireNonNull(types, "types");
            return this;
        }

        /**
         * Has {@code listener} told, on the calling thread, each time that {@code @UseReplica} was ignored, with the
         * method as {@code OrderService.find}; by default nobody. What it throws is logged.
         */
        public Builder whenIgnored(Consumer<String> listener) {
            this.whenIgnored = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Creates the advisor. */
        public ReplicationAdvisor build() {
            return new ReplicationAdvisor(this);
        }
    }
}
