package io.github.jdbcreplicated.boot.failure;

import io.github.jdbcreplicated.ReplicatedDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why the pool's own type cannot be injected any more. */
final class PoolInjectionFailureAnalyzer extends AbstractFailureAnalyzer<BeanNotOfRequiredTypeException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanNotOfRequiredTypeException cause) {
        return cause.getActualType() == ReplicatedDataSource.class
                ? PoolInjection.analysis(
                        "The bean '" + cause.getBeanName() + "' is asked for as "
                                + cause.getRequiredType().getName(),
                        cause)
                : null;
    }
}
