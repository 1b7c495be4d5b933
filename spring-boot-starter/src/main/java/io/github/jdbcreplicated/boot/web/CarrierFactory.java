package io.github.jdbcreplicated.boot.web;

import io.github.jdbcreplicated.boot.ReplicationProperties.Cookie;
import io.github.jdbcreplicated.boot.ReplicationProperties.Token;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import io.github.jdbcreplicated.boot.actuate.TokenCounts;
import io.github.jdbcreplicated.servlet.TokenCarrier;
import io.github.jdbcreplicated.token.TokenCodec;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes what carries the token from the properties, and says which one it does not take. */
final class CarrierFactory {
    /** The words of the builder's messages, in the order in which they are looked for. */
    private static final Map<String, String> PROPERTIES = new LinkedHashMap<>();

    static {
        PROPERTIES.put("alwaysSecure(true)", "replicated.token.cookie.secure=true");
        PROPERTIES.put("cookieName", "replicated.token.cookie.name");
        PROPERTIES.put("cookiePath", "replicated.token.cookie.path");
        PROPERTIES.put("sameSite", "replicated.token.cookie.same-site");
        PROPERTIES.put("header:", "replicated.token.header:");
    }

    private CarrierFactory() {}

    static TokenCarrier create(Token token, TokenCodec codec, TokenCounts counts) {
        TokenCarrier.Builder builder =
                TokenCarrier.builder(codec).onRead(counts::read).onLost(counts::lost);
        try {
            setCookie(builder, token.cookie());
            if (token.hasHeader()) {
                builder.header(token.header());
            } else {
                builder.withoutHeader();
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new ReplicationSettingException(
                    inProperties(String.valueOf(e.getMessage())),
                    "Correct it below replicated.token, or remove it for the default.",
                    e);
        }
    }

    private static void setCookie(TokenCarrier.Builder builder, Cookie cookie) {
        builder.cookieName(cookie.name()).sameSite(cookie.sameSite()).alwaysSecure(cookie.secure());
        if (cookie.path() != null) {
            builder.cookiePath(cookie.path());
        }
    }

    private static String inProperties(String message) {
        String translated = message;
        for (Map.Entry<String, String> word : PROPERTIES.entrySet()) {
            translated = translated.replace(word.getKey(), word.getValue());
        }
        return translated;
    }
}
