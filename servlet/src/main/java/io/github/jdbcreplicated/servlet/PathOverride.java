package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.Target;

/** The explicit target of the requests whose path matches. */
record PathOverride(PathPattern pattern, Target target) {

    String origin() {
        return "path override " + pattern;
    }
}
