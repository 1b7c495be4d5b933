package io.github.jdbcreplicated.testkit.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was written or seen.
 *
 * @param version the key's version, counted by the database from 1; 0 is a row that is not there
 * @param counter the store-wide commit counter, as the same transaction wrote or saw it
 * @param elements of a write, the unique elements it appended; of a read, the whole list it saw
 */
public record Value(@Nullable Long version, @Nullable Long counter, List<String> elements) {

    /** Nothing that could be checked, for example of an operation that failed. */
    public static final Value NONE = new Value(null, null, List.of());

    /** Refuses negative numbers. */
    public Value {
        Check.notNegative("version", version);
        Check.notNegative("counter", counter);
        elements = List.copyOf(elements);
    }

    /** A version and nothing else. */
    public static Value version(long version) {
        return new Value(version, null, List.of());
    }

    /** Elements and nothing else. */
    public static Value elements(List<String> elements) {
        return new Value(null, null, elements);
    }

    /** The same with the commit counter. */
    public Value withCounter(long counter) {
        return new Value(version, counter, elements);
    }

    /** The same with elements. */
    public Value withElements(List<String> elements) {
        return new Value(version, counter, elements);
    }
}
