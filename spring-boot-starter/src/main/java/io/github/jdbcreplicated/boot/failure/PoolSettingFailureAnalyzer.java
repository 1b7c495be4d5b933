package io.github.jdbcreplicated.boot.failure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Says which setting of a replica's pool HikariCP does not take, and where it was written. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PoolSettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("replicated");

    private final Origins origins;

    PoolSettingFailureAnalyzer(Environment environment) {
        this.origins = new Origins(environment);
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        ConfigurationProperty refused = cause.getProperty();
        if (refused == null
                || !isOfPool(refused.getName())
                || cause.getCause() instanceof UnboundConfigurationPropertiesException) {
            return null;
        }
        return new FailureAnalysis(
                origins.describe(refused.getName()) + " is '" + refused.getValue() + "', which HikariCP does not take: "
                        + NestedExceptionUtils.getMostSpecificCause(cause).getMessage(),
                "Correct it; what is allowed is HikariCP's to say.",
                cause);
    }

    private static boolean isOfPool(ConfigurationPropertyName name) {
        return OURS.isAncestorOf(name)
                && name.getParent().getLastElement(Form.UNIFORM).equals("hikari");
    }
}
