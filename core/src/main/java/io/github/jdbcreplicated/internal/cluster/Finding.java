package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.ServerIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What one server answered when it was asked what it is.
 *
 * @param setting where its node was configured, for messages
 * @param identity null where it did not answer, or its dialect has no answer
 * @param defaults how its pool's connections come; null where it gave none, or another pool was asked
 * @param failure why it did not answer; null where it did
 */
record Finding(
        Node node,
        String setting,
        @Nullable ServerIdentity identity,
        @Nullable ConnectionDefaults defaults,
        @Nullable Exception failure) {}
