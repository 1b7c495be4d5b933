package io.github.jdbcreplicated.internal.connection;

import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the application wants of a connection's client info.
 *
 * @param values what it set; not changed once it is here
 * @param removed what it set to null
 * @param complete whether it set all of it at once: then what it did not name is cleared, else left as the pool has it
 */
record ClientInfo(Properties values, Set<String> removed, boolean complete) {

    static ClientInfo none() {
        return new ClientInfo(new Properties(), Set.of(), false);
    }

    static ClientInfo complete(Properties values) {
        return new ClientInfo(copyOf(values), Set.of(), true);
    }

    ClientInfo with(String name, @Nullable String value) {
        Properties changed = copyOf(values);
        Set<String> without = new TreeSet<>(removed);
        if (value == null) {
            changed.remove(name);
            without.add(name);
        } else {
            changed.setProperty(name, value);
            without.remove(name);
        }
        return new ClientInfo(changed, without, complete);
    }

    /** All that holds where {@code had} held before. */
    Properties over(Properties had) {
        Properties all = complete ? new Properties() : copyOf(had);
        removed.forEach(all::remove);
        all.putAll(values);
        return all;
    }

    /** With the defaults that properties may have. */
    private static Properties copyOf(Properties properties) {
        Properties copy = new Properties();
        properties.stringPropertyNames().forEach(name -> copy.setProperty(name, properties.getProperty(name, "")));
        return copy;
    }
}
