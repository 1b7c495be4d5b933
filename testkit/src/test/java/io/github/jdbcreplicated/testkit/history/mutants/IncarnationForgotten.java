package io.github.jdbcreplicated.testkit.history.mutants;

/** Believes that a server is as far as it was before its restart. */
final class IncarnationForgotten extends Router {

    IncarnationForgotten(Servers servers) {
        super(servers);
    }

    @Override
    String run(State state) {
        return state.node();
    }
}
