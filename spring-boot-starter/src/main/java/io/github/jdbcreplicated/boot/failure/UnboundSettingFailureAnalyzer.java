package io.github.jdbcreplicated.boot.failure;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Names settings that are not known, or cannot be read, without their values: a misspelt one may hold a key or password. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnboundSettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("replicated");
    private static final ConfigurationPropertyName TOKEN = OURS.append("token");
    private static final String ACTION = "Correct the name; docs/configuration.md has all of them.";

    private final Origins origins;

    UnboundSettingFailureAnalyzer(Environment environment) {
        this.origins = new Origins(environment);
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (cause.getCause() instanceof UnboundConfigurationPropertiesException unbound && isOurs(cause)) {
            return new FailureAnalysis(
                    unbound.getUnboundProperties().stream()
                            .map(property -> "There is no setting " + origins.describe(property.getName()))
                            .collect(Collectors.joining("\n")),
                    ACTION,
                    cause);
        }
        return TOKEN.equals(cause.getName())
                ? new FailureAnalysis(
                        "replicated.token is no setting, but has some: keys, max-age, cookie, header, forward-to",
                        ACTION,
                        cause)
                : null;
    }

    private static boolean isOurs(BindException cause) {
        return OURS.equals(cause.getName()) || OURS.isAncestorOf(cause.getName());
    }
}
