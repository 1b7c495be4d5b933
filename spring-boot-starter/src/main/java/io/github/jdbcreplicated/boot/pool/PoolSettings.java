package io.github.jdbcreplicated.boot.pool;

import java.util.Map;

/**
 * Settings of a pool as they were configured.
 *
 * @param property where: {@code replicated.hikari}
 * @param values by the names of HikariCP's settings, in any of Spring Boot's spellings
 */
public record PoolSettings(String property, Map<String, String> values) {

    /** Without the values, which may hold secrets. */
    @Override
    public String toString() {
        return property + values.keySet();
    }
}
