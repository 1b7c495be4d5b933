package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.RoutingMode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The modes by name: as {@code replicated.mode} has them, or as the constants are called. */
final class Modes {
    static final String NAMES = Stream.of(RoutingMode.values())
            .map(mode -> mode.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining(", "));

    private Modes() {}

    /** Null where no mode has that name. */
    static @Nullable RoutingMode named(String name) {
        String constant = name.strip().replace('-', '_').toUpperCase(Locale.ROOT);
        return Stream.of(RoutingMode.values())
                .filter(mode -> mode.name().equals(constant))
                .findAny()
                .orElse(null);
    }
}
