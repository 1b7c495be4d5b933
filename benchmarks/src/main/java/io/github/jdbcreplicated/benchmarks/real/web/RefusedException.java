package io.github.jdbcreplicated.benchmarks.real.web;

import java.io.IOException;

/** The application answered, but not with what was asked for. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String status, String body) {
        super("The application answered '" + status + "': " + body);
    }
}
