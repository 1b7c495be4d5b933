package io.github.jdbcreplicated.faults.suite;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Knows every pool of an application: the starter shows those of the replicas to post-processors too. */
final class PoolCensus implements BeanPostProcessor {
    private final Set<HikariDataSource> pools = ConcurrentHashMap.newKeySet();

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            pools.add(pool);
        }
        return bean;
    }

    int active() {
        return pools.stream().mapToInt(PoolCensus::active).sum();
    }

    Set<HikariDataSource> pools() {
        return pools;
    }

    private static int active(HikariDataSource pool) {
        HikariPoolMXBean bean = pool.getHikariPoolMXBean();
        return bean == null ? 0 : bean.getActiveConnections();
    }
}
