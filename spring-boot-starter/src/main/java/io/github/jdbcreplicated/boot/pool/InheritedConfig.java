package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;
import java.beans.PropertyDescriptor;
import java.util.Set;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;

/**
 * The settings of the primary's pool, for a replica's.
 *
 * <p>Only what differs from a fresh configuration is taken over, setter by setter: {@code copyStateTo} would share the
 * driver's properties between the two pools, so that an option of a replica would land on the primary.
 */
final class InheritedConfig {
    /** What says where the primary is, or must differ per pool. */
    private static final Set<String> OWN = Set.of(
            "jdbcUrl",
            "driverClassName",
            "dataSource",
            "dataSourceClassName",
            "dataSourceJNDI",
            "poolName",
            "readOnly",
            "minimumIdle",
            "connectionTimeout",
            "initializationFailTimeout",
            "credentials");

    private InheritedConfig() {}

    static HikariConfig of(HikariConfig primary) {
        HikariConfig config = new HikariConfig();
        BeanWrapper from = PropertyAccessorFactory.forBeanPropertyAccess(primary);
        BeanWrapper to = PropertyAccessorFactory.forBeanPropertyAccess(config);
        for (PropertyDescriptor property : to.getPropertyDescriptors()) {
            copy(from, to, property.getName());
        }
        if (hasOwnDataSource(primary)) {
            config.getDataSourceProperties().clear();
        }
        return config;
    }

    /** Whether the pool is not fed by a driver and a URL: then its properties are those of another kind of object. */
    static boolean hasOwnDataSource(HikariConfig primary) {
        return primary.getDataSource() != null
                || primary.getDataSourceClassName() != null
                || primary.getDataSourceJNDI() != null;
    }

    private static void copy(BeanWrapper from, BeanWrapper to, String name) {
        if (OWN.contains(name) || !to.isReadableProperty(name) || !to.isWritableProperty(name)) {
            return;
        }
        Object value = from.getPropertyValue(name);
        if (value != null && !value.equals(to.getPropertyValue(name))) {
            to.setPropertyValue(name, value);
        }
    }
}
