package io.github.jdbcreplicated.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.Fallback;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.UsePrimary;
import io.github.jdbcreplicated.UseReplica;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.InfrastructureAdvisorAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

class ReplicationAdvisorTest {
    private final List<String> ignored = new ArrayList<>();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @AfterEach
    void nothingIsLeftOnTheThread() {
        context.close();
        assertThat(ReplicationScope.current()).isNull();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {
        @Bean
        RecordingTransactionManager transactionManager() {
            return new RecordingTransactionManager();
        }
    }

    private <T> T bean(Class<T> type) {
        return bean(type, ReplicationAdvisor.builder().whenIgnored(ignored::add));
    }

    private <T> T bean(Class<T> type, ReplicationAdvisor.Builder builder) {
        context.register(Transactions.class, type);
        context.registerBean(
                "advisor",
                ReplicationAdvisor.class,
                builder::build,
                definition -> definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE));
        context.refresh();
        return context.getBean(type);
    }

    private List<String> begun() {
        return context.getBean(RecordingTransactionManager.class).begun();
    }

    private <T> @Nullable T inTransaction(boolean readOnly, Supplier<T> work) {
        TransactionTemplate template = new TransactionTemplate(context.getBean(RecordingTransactionManager.class));
        template.setReadOnly(readOnly);
        return template.execute(status -> work.get());
    }

    static class Orders {
        @UseReplica
        String find() {
            return Seen.now();
        }

        @UsePrimary
        String findCurrent() {
            return Seen.now();
        }

        String plain() {
            return Seen.now();
        }

        @UseReplica
        void fail() {
            throw new IllegalArgumentException("as thrown by " + Seen.now());
        }

        @UseReplica(cluster = "reports", consistency = Consistency.EVENTUAL, fallback = Fallback.FAIL)
        ReplicationScope attributes() {
            return Objects.requireNonNull(ReplicationScope.current());
        }

        @UseReplica
        CompletableFuture<String> later() {
            return CompletableFuture.completedFuture(Seen.now());
        }

        @UseReplica
        @Nullable
        String origin() {
            return Seen.origin();
        }
    }

    @Test
    void annotatedMethodRunsInItsScopeAndOthersDoNot() {
        Orders orders = bean(Orders.class);
        assertThat(orders.find()).isEqualTo("REPLICA");
        assertThat(orders.findCurrent()).isEqualTo("PRIMARY");
        assertThat(orders.plain()).isEqualTo("none");
        assertThat(orders.later()).isCompletedWithValue("REPLICA");
        assertThat(orders.origin()).isEqualTo("Orders.origin");
    }

    @Test
    void innermostAnnotationWinsAndTheOuterScopeComesBack() {
        Orders orders = bean(Orders.class);
        try (var scope = ReplicationScope.openReplica()) {
            assertThat(orders.findCurrent()).isEqualTo("PRIMARY");
            assertThat(Seen.now()).isEqualTo("REPLICA");
        }
    }

    @Test
    void attributesReachTheScope() {
        ReplicationScope scope = bean(Orders.class).attributes();
        assertThat(scope.target("reports")).hasToString("REPLICA");
        assertThat(scope.target("default")).isNull();
        assertThat(scope.consistency("reports")).isEqualTo(Consistency.EVENTUAL);
        assertThat(scope.fallback("reports")).isEqualTo(Fallback.FAIL);
    }

    @Test
    void exceptionPassesAndTheScopeIsClosed() {
        assertThatThrownBy(() -> bean(Orders.class).fail())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("as thrown by REPLICA");
    }

    @UseReplica
    static class Reports {
        @Transactional
        public String write() {
            return Seen.now();
        }

        @Transactional(readOnly = true)
        public String read() {
            return Seen.now();
        }

        @UsePrimary
        @Transactional(propagation = Propagation.MANDATORY)
        public String raise() {
            return Seen.now();
        }
    }

    @Test
    void ownTransactionBeginsInsideTheScope() {
        Reports reports = bean(Reports.class);
        assertThat(reports.write()).isEqualTo("REPLICA");
        assertThat(reports.read()).isEqualTo("REPLICA");
        assertThat(begun()).containsExactly("REPLICA read-write", "REPLICA read-only");
        assertThat(ignored).isEmpty();
    }

    @Test
    void orderIsOutsideTheTransactionsUnlessSetOtherwise() {
        assertThat(ReplicationAdvisor.builder().build().getOrder()).isEqualTo(Integer.MAX_VALUE - 100);
        assertThat(ReplicationAdvisor.builder().order(7).build().getOrder()).isEqualTo(7);
    }

    @Test
    void useReplicaIsIgnoredInAReadWriteTransactionOfSomebodyElse() {
        Reports reports = bean(Reports.class);
        try (CapturedLog log = CapturedLog.of("io.github.jdbcreplicated.spring")) {
            assertThat(inTransaction(false, reports::read)).isEqualTo("none");
            assertThat(inTransaction(false, reports::read)).isEqualTo("none");
            assertThat(ignored).containsExactly("Reports.read", "Reports.read");
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains("@UseReplica on Reports.read is ignored", "make that one read-only");
        }
    }

    @Test
    void useReplicaHoldsInAReadOnlyTransaction() {
        Reports reports = bean(Reports.class);
        assertThat(inTransaction(true, reports::read)).isEqualTo("REPLICA");
        assertThat(ignored).isEmpty();
    }

    @Test
    void usePrimaryHoldsInAnyTransaction() {
        Reports reports = bean(Reports.class);
        assertThat(inTransaction(false, reports::raise)).isEqualTo("PRIMARY");
        assertThat(inTransaction(true, reports::raise)).isEqualTo("PRIMARY");
    }

    @Test
    void listenerThatFailsDoesNotFailTheCall() {
        Reports reports = bean(Reports.class, ReplicationAdvisor.builder().whenIgnored(method -> {
            throw new IllegalArgumentException("as thrown");
        }));
        try (CapturedLog log = CapturedLog.of("io.github.jdbcreplicated.spring")) {
            assertThat(inTransaction(false, reports::read)).isEqualTo("none");
            assertThat(log.messages()).anyMatch(message -> message.contains("listener for ignored annotations"));
        }
    }

    @Test
    void exceptedClassesAreNotTouched() {
        Orders orders = bean(Orders.class, ReplicationAdvisor.builder().except(Orders.class::equals));
        assertThat(AopUtils.isAopProxy(orders)).isFalse();
        assertThat(orders.find()).isEqualTo("none");
    }

    @Test
    void beansWithoutAnnotationsAreNotTouched() {
        assertThat(AopUtils.isAopProxy(bean(StringBuilderHolder.class))).isFalse();
    }

    static class StringBuilderHolder {
        String plain() {
            return "";
        }
    }

    static class OutOfReach {
        @UseReplica
        public final String find() {
            return Seen.now();
        }

        @UseReplica
        static String shared() {
            return Seen.now();
        }

        @UseReplica
        private String hidden() {
            return Seen.now();
        }

        public String callsHidden() {
            return hidden();
        }
    }

    @Test
    void methodsThatNoProxyCanOverrideAreWarnedOfAtStart() {
        try (CapturedLog log = CapturedLog.of("io.github.jdbcreplicated.spring")) {
            assertThat(bean(OutOfReach.class).callsHidden()).isEqualTo("none");
            assertThat(log.messages())
                    .hasSize(3)
                    .anyMatch(message -> message.contains("OutOfReach.find, which is public final"))
                    .anyMatch(message -> message.contains("OutOfReach.shared, which is static"))
                    .anyMatch(message -> message.contains("OutOfReach.hidden, which is private"));
        }
    }

    static class Reactive {
        public String first() {
            return "";
        }

        @UseReplica
        public Flow.Publisher<String> stream() {
            return subscriber -> {};
        }
    }

    @UsePrimary
    static class Suspending {
        public @Nullable Object find(Continuation<String> continuation) {
            return null;
        }
    }

    @Test
    void workThatRunsLaterIsRefusedAtStart() {
        assertThatThrownBy(() -> bean(Reactive.class))
                .isInstanceOf(BeanCreationException.class)
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@UseReplica cannot hold for Reactive.stream, which returns "
                        + "java.util.concurrent.Flow$Publisher");
    }

    @Test
    void suspendingFunctionIsRefusedAtStart() {
        assertThatThrownBy(() -> bean(Suspending.class))
                .rootCause()
                .hasMessageContaining("@UsePrimary cannot hold for Suspending.find, which is a suspending function");
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker")
    void scopeThatAMethodForgotIsClosedWithItsOwnAndSaidLoudly() {
        Forgetful forgetful = bean(Forgetful.class);
        assertThatIllegalStateException()
                .isThrownBy(forgetful::find)
                .withMessageContaining("REPLICA of Forgetful.find was closed before the scope PRIMARY");
    }

    static class Forgetful {
        @UseReplica
        @SuppressWarnings("MustBeClosedChecker")
        void find() {
            ReplicationScope.openPrimary();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByInterface {
        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static ReplicationAdvisor advisor() {
            return ReplicationAdvisor.builder().build();
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static InfrastructureAdvisorAutoProxyCreator creator() {
            return new InfrastructureAdvisorAutoProxyCreator();
        }

        @Bean
        Counter counter() {
            return new FixedCounter();
        }
    }

    interface Counter {
        String count();
    }

    @UseReplica
    static final class FixedCounter implements Counter {
        @Override
        public String count() {
            return Seen.now();
        }
    }

    @Test
    void beansBehindInterfacesAndWithoutTransactionsAreAdvisedToo() {
        context.register(ByInterface.class);
        context.refresh();
        Counter counter = context.getBean(Counter.class);
        assertThat(AopUtils.isJdkDynamicProxy(counter)).isTrue();
        assertThat(counter.count()).isEqualTo("REPLICA");
    }
}
