package io.github.jdbcreplicated.testkit.history;

import org.jspecify.annotations.Nullable;

/**
 * Versions began anew, by TRUNCATE or a restore: those before do not compare with those behind.
 *
 * @param key whose versions; null for all keys and the commit counter
 * @param span when, by the driver's clock
 */
public record VersionReset(@Nullable String key, Span span) implements HistoryLine {}
