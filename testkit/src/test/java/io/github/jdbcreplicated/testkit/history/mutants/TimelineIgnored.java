package io.github.jdbcreplicated.testkit.history.mutants;

/** Compares positions of different timelines. */
final class TimelineIgnored extends Router {

    TimelineIgnored(Servers servers) {
        super(servers);
    }

    @Override
    boolean compare(State state, Token token) {
        return true;
    }
}
