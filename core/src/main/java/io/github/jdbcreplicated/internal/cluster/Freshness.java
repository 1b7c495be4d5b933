package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.Consistency;
import java.time.Duration;

/**
 * How fresh reads are to be, and what may be spent on it.
 *
 * @param level what clients are promised where nothing else is said
 * @param maxWait for how long a read may wait for a replica to catch up
 * @param maxLag how late a replica may be and still serve any read
 * @param captureTimeout for how long a position may be waited for
 * @param pollInterval how often each server is asked
 */
public record Freshness(
        Consistency level, Duration maxWait, Duration maxLag, Duration captureTimeout, Duration pollInterval) {}
