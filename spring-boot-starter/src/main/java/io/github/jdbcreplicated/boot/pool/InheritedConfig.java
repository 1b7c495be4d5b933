package io.github.jdbcreplicated.boot.pool;

import com.zaxxer.hikari.HikariConfig;
import java.beans.PropertyDescriptor;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;

/**
 * The settings of the primary's pool, for another pool.
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
            "initializationFailTimeout",
            "credentials");

    /** For how long the application waits where there is nothing else to do; reads can go elsewhere. */
    private static final Set<String> WAITS = Set.of("connectionTimeout", "validationTimeout");

    /** What says where a server is, and as whom it is reached. The last two are of HikariCP 7. */
    private static final Set<String> PLACE = Set.of(
            "jdbcUrl",
            "driverClassName",
            "username",
            "password",
            "dataSourceProperties",
            "credentialsProvider",
            "credentialsProviderClassName");

    private InheritedConfig() {}

    static HikariConfig forReading(HikariConfig primary) {
        return inherited(primary, name -> !OWN.contains(name) && !WAITS.contains(name));
    }

    static HikariConfig forWriting(HikariConfig primary) {
        return inherited(primary, name -> !OWN.contains(name));
    }

    /** Has one pool reach the server of another. */
    static void copyPlace(HikariConfig from, HikariConfig to) {
        copy(from, to, PLACE::contains);
    }

    /** Whether the pool is not fed by a driver and a URL: then its properties are those of another kind of object. */
    static boolean hasOwnDataSource(HikariConfig primary) {
        return primary.getDataSource() != null
                || primary.getDataSourceClassName() != null
                || primary.getDataSourceJNDI() != null;
    }

    private static HikariConfig inherited(HikariConfig primary, Predicate<String> properties) {
        HikariConfig config = new HikariConfig();
        copy(primary, config, properties);
        if (hasOwnDataSource(primary)) {
            config.getDataSourceProperties().clear();
        }
        return config;
    }

    private static void copy(HikariConfig source, HikariConfig target, Predicate<String> properties) {
        BeanWrapper from = PropertyAccessorFactory.forBeanPropertyAccess(source);
        BeanWrapper to = PropertyAccessorFactory.forBeanPropertyAccess(target);
        for (PropertyDescriptor property : to.getPropertyDescriptors()) {
            String name = property.getName();
            if (properties.test(name) && to.isReadableProperty(name) && to.isWritableProperty(name)) {
                copy(from, to, name);
            }
        }
    }

    private static void copy(BeanWrapper from, BeanWrapper to, String name) {
        Object value = from.getPropertyValue(name);
        if (value != null && !value.equals(to.getPropertyValue(name))) {
            to.setPropertyValue(name, value);
        }
    }
}
