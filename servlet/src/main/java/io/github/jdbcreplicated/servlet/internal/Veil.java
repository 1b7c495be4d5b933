package io.github.jdbcreplicated.servlet.internal;

import jakarta.servlet.ServletResponse;

/** A response wrapper that does not show everybody what it wraps. */
public interface Veil {
    /** What it wraps, for those who do nothing with it that cannot be undone. */
    ServletResponse behind();
}
