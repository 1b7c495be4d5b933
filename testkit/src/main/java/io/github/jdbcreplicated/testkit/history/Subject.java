package io.github.jdbcreplicated.testkit.history;

import org.jspecify.annotations.Nullable;

/**
 * Of what numbers compare.
 *
 * @param key one key's versions, or null for the store's commit counter
 * @param epoch between which resets
 */
record Subject(@Nullable String key, int epoch) {}
