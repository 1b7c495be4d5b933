package io.github.jdbcreplicated.testkit.history;

import java.util.List;

/**
 * What a client knew when it asked, and whether the answer told it more.
 *
 * @param carried the operations whose tokens the request carried, in most clients none or one; none too if the token was
 *     void, for example expired
 * @param gave whether the answer set a token
 */
public record Tokens(List<Long> carried, boolean gave) {

    /** No token there and none back. */
    public static final Tokens NONE = new Tokens(List.of(), false);

    /** Copies the list. */
    public Tokens {
        carried = List.copyOf(carried);
    }

    /** A request without token whose answer set one. */
    public static Tokens given() {
        return new Tokens(List.of(), true);
    }

    /** A request with the token of an earlier operation whose answer set none. */
    public static Tokens carrying(Long... operations) {
        return new Tokens(List.of(operations), false);
    }
}
