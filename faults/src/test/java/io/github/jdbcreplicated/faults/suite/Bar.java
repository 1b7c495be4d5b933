package io.github.jdbcreplicated.faults.suite;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a row must reach.
 *
 * @param name with its number
 * @param figure what the row has reached
 */
record Bar(String name, Predicate<Result> isReached, Function<Result, String> figure) {

    String missed(Result result) {
        return name + ": " + figure.apply(result);
    }
}
