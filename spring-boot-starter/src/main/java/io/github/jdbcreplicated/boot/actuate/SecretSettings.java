package io.github.jdbcreplicated.boot.actuate;

import java.util.Locale;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/** Hides keys and passwords of ours from the endpoints that show settings, also where those show values. */
final class SecretSettings implements SanitizingFunction {

    @Override
    public SanitizableData apply(SanitizableData data) {
        return isSecret(data.getKey()) ? data.withSanitizedValue() : data;
    }

    /** In any spelling: {@code replicated.token.keys[0]}, {@code REPLICATED_TOKEN_KEYS_0}. */
    private static boolean isSecret(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return plain.startsWith("replicatedtokenkey") || (plain.startsWith("replicated") && plain.contains("password"));
    }
}
