package io.github.jdbcreplicated.testkit.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The constants of this package as they stand in lines and reports. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String all(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Words::of).collect(Collectors.joining(", "));
    }
}
