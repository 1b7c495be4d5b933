package io.github.jdbcreplicated.boot.failure;

import java.util.Objects;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * Where settings were written.
 *
 * <p>Those of pools are bound once more, from a map, so the property that failed does not know where it came from.
 */
final class Origins {
    private final Environment environment;

    Origins(Environment environment) {
        this.environment = environment;
    }

    /** The setting's name and, where that is known, the place of the value that counts. */
    String describe(ConfigurationPropertyName setting) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .map(source -> source.getConfigurationProperty(setting))
                .filter(Objects::nonNull)
                .findFirst()
                .map(found -> found.getOrigin() == null ? null : setting + " (" + found.getOrigin() + ")")
                .orElse(setting.toString());
    }
}
