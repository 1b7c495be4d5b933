package io.github.jdbcreplicated.testkit.history.mutants;

import org.jspecify.annotations.Nullable;

/** Sets the token that a request carried again with its answer, over what came in between. */
final class OldTokenSetAgain extends Router {

    OldTokenSetAgain(Servers servers) {
        super(servers);
    }

    @Override
    @Nullable
    Token tokenOfRead(@Nullable Token carried, boolean onReplica) {
        return carried;
    }
}
