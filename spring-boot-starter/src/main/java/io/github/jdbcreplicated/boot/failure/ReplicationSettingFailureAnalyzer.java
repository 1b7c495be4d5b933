package io.github.jdbcreplicated.boot.failure;

import io.github.jdbcreplicated.boot.ReplicationSettingException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what is wrong with the settings, and what to change. */
final class ReplicationSettingFailureAnalyzer extends AbstractFailureAnalyzer<ReplicationSettingException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ReplicationSettingException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
