package io.github.jdbcreplicated.boot.token;

import io.github.jdbcreplicated.boot.ReplicationProperties.Token;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import io.github.jdbcreplicated.token.TokenCodec;
import java.time.Duration;

/** Makes the codec from the properties, and says which one it does not take; never what a key is. */
final class CodecFactory {
    private static final String TOKEN = "replicated.token.";

    private CodecFactory() {}

    static TokenCodec create(Token token) {
        TokenCodec.Builder builder = TokenCodec.builder();
        set(
                "purpose",
                "cookie.name",
                () -> builder.purpose(token.cookie().name()),
                "Choose another name for the cookie.");
        set("maxAge", "max-age", () -> builder.maxAge(token.maxAge()), "Set a duration such as 10m.");
        if (!token.keys().isEmpty()) {
            set(
                    "keys",
                    "keys",
                    () -> builder.keys(token.keys()),
                    "Make a key with 'openssl rand -base64 32' and give the same keys to every instance.");
        }
        return builder.build();
    }

    /**
     * A client whose token has gone reads from any replica that is not too late: that must have what the token spoke of.
     *
     * @param maxAge the codec's, which may be the application's own
     */
    static void checkAges(Duration maxLag, Duration maxAge) {
        if (maxLag.compareTo(maxAge) >= 0) {
            throw new ReplicationSettingException(
                    "replicated.max-lag is " + maxLag + ", and the application's own TokenCodec has the maximum age "
                            + maxAge + ", where replicated.token.max-age is not looked at; the first must be less",
                    "Lower replicated.max-lag, or build the TokenCodec with a longer maxAge.");
        }
    }

    private static void set(String setting, String property, Runnable setter, String remedy) {
        try {
            setter.run();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new ReplicationSettingException(TOKEN + property + message.substring(setting.length()), remedy, e);
        }
    }
}
