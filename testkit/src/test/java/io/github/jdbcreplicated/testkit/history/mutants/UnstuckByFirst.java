package io.github.jdbcreplicated.testkit.history.mutants;

import org.jspecify.annotations.Nullable;

/** Takes the token away as soon as one replica has what it asks for. */
final class UnstuckByFirst extends Router {

    UnstuckByFirst(Servers servers) {
        super(servers);
    }

    @Override
    @Nullable
    Token tokenOfRead(@Nullable Token carried, boolean onReplica) {
        return onReplica ? Token.NOTHING : null;
    }
}
