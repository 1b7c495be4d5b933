package io.github.jdbcreplicated.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.UsePrimary;
import io.github.jdbcreplicated.UseReplica;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.NamedQueries;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.AbstractEntityInformation;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.data.repository.query.DefaultParameters;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.repository.query.ValueExpressionDelegate;

/** Real repositories of Spring Data, over a store that only says under which target it was asked. */
class SpringDataTest {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    record Order(Long id) {}

    /** The answers of a repository are numbers; these are the targets in them. */
    private static long encoded() {
        return switch (Seen.now()) {
            case "none" -> 0;
            case "REPLICA" -> 1;
            default -> 2;
        };
    }

    private static final long NONE = 0;
    private static final long REPLICA = 1;
    private static final long PRIMARY = 2;

    @UseReplica
    interface OrderRepository extends CrudRepository<Order, Long> {
        long countDeclared();

        @Override
        @UsePrimary
        boolean existsById(Long id);

        @Override
        @UsePrimary
        <S extends Order> S save(S order);
    }

    interface PlainRepository extends CrudRepository<Order, Long> {
        @UseReplica
        long countDeclared();
    }

    @BeforeEach
    void start() {
        context.register(ReplicationAdvisorTest.Transactions.class);
        context.registerBean(
                "advisor",
                ReplicationAdvisor.class,
                () -> ReplicationAdvisor.builder().build(),
                definition -> definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE));
        context.registerBean("orders", StoreFactoryBean.class, OrderRepository.class);
        context.registerBean("plain", StoreFactoryBean.class, PlainRepository.class);
        context.refresh();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void declaredAndInheritedMethodsFollowTheRepository() {
        OrderRepository orders = context.getBean(OrderRepository.class);
        assertThat(orders.countDeclared()).isEqualTo(REPLICA);
        assertThat(orders.count()).isEqualTo(REPLICA);
        assertThat(orders.findById(1L)).contains(new Order(REPLICA));
    }

    @Test
    void redeclaredMethodsFollowTheirOwnAnnotation() {
        OrderRepository orders = context.getBean(OrderRepository.class);
        assertThat(orders.save(new Order(7L))).isEqualTo(new Order(PRIMARY));
        CrudRepository<Order, Long> byBaseType = orders;
        assertThat(byBaseType.save(new Order(7L))).isEqualTo(new Order(PRIMARY));
        assertThat(byBaseType.count()).isEqualTo(REPLICA);
    }

    @Test
    void annotationOnOneMethodLeavesTheOthersAlone() {
        PlainRepository plain = context.getBean(PlainRepository.class);
        assertThat(plain.countDeclared()).isEqualTo(REPLICA);
        assertThat(plain.count()).isEqualTo(NONE);
    }

    static final class StoreFactoryBean<R extends CrudRepository<Order, Long>>
            extends RepositoryFactoryBeanSupport<R, Order, Long> {
        StoreFactoryBean(Class<R> type) {
            super(type);
        }

        @Override
        protected RepositoryFactorySupport createRepositoryFactory() {
            return new StoreFactory();
        }
    }

    private static final class StoreFactory extends RepositoryFactorySupport {
        @Override
        @SuppressWarnings("unchecked")
        public <T, I> EntityInformation<T, I> getEntityInformation(Class<T> type) {
            return (EntityInformation<T, I>) new AbstractEntityInformation<Order, Long>(Order.class) {
                @Override
                public Long getId(Order order) {
                    return order.id();
                }

                @Override
                public Class<Long> getIdType() {
                    return Long.class;
                }
            };
        }

        @Override
        protected Object getTargetRepository(RepositoryInformation information) {
            return new Store();
        }

        @Override
        protected Class<?> getRepositoryBaseClass(RepositoryMetadata metadata) {
            return Store.class;
        }

        @Override
        protected Optional<QueryLookupStrategy> getQueryLookupStrategy(
                QueryLookupStrategy.Key key, ValueExpressionDelegate delegate) {
            return Optional.of(StoreFactory::query);
        }

        private static RepositoryQuery query(
                Method method, RepositoryMetadata metadata, ProjectionFactory projections, NamedQueries named) {
            return new RepositoryQuery() {
                @Override
                public Object execute(Object[] parameters) {
                    return encoded();
                }

                @Override
                public QueryMethod getQueryMethod() {
                    return new QueryMethod(method, metadata, projections, DefaultParameters::new);
                }
            };
        }
    }

    static final class Store implements CrudRepository<Order, Long> {
        @Override
        @SuppressWarnings("unchecked")
        public <S extends Order> S save(S order) {
            return (S) new Order(encoded());
        }

        @Override
        public <S extends Order> Iterable<S> saveAll(Iterable<S> orders) {
            return orders;
        }

        @Override
        public Optional<Order> findById(Long id) {
            return Optional.of(new Order(encoded()));
        }

        @Override
        public boolean existsById(Long id) {
            return encoded() == PRIMARY;
        }

        @Override
        public Iterable<Order> findAll() {
            return List.of();
        }

        @Override
        public Iterable<Order> findAllById(Iterable<Long> ids) {
            return List.of();
        }

        @Override
        public long count() {
            return encoded();
        }

        @Override
        public void deleteById(Long id) {}

        @Override
        public void delete(Order order) {}

        @Override
        public void deleteAllById(Iterable<? extends Long> ids) {}

        @Override
        public void deleteAll(Iterable<? extends Order> orders) {}

        @Override
        public void deleteAll() {}
    }
}
