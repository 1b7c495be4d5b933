package io.github.jdbcreplicated.faults.suite;

/** Something done to the servers while clients use them. */
@FunctionalInterface
interface Act {
    Act NOTHING = scene -> {};

    void on(Scene scene) throws Exception;
}
