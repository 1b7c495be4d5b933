package io.github.jdbcreplicated.token;

/** One secret, and what is computed with it. */
@SuppressWarnings("DoNotCallSuggester")
final class TokenKey {
    long idOf(String cluster, String system) {
        throw new UnsupportedOperationException("idOf(" + cluster + ", " + system + ")");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TokenKey[***]";
    }
}
