package io.github.jdbcreplicated.demo.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what is wrong and what to do, instead of a stack trace. */
final class StartFailureAnalyzer extends AbstractFailureAnalyzer<StartFailedException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StartFailedException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
