package io.github.jdbcreplicated.testkit.internal.server;

import java.math.BigInteger;
import java.security.SecureRandom;

/** A database role and its password. */
public record Credentials(String user, String password) {

    /** A password nobody can guess: whoever may connect as superuser may run programs as the user who runs the tests. */
    public static Credentials random(String user) {
        return new Credentials(user, new BigInteger(128, new SecureRandom()).toString(36));
    }

    @Override
    public String toString() {
        return user;
    }
}
