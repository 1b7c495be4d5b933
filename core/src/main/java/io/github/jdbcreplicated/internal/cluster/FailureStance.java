package io.github.jdbcreplicated.internal.cluster;

import java.time.Duration;

/**
 * What is done about servers that fail.
 *
 * @param downtime after what time a node that gave no connection is tried again
 * @param abortAfter after what silence of the primary calls to it are given up
 * @param followFailover whether writes follow the server that was promoted
 * @param fallbackBudget how many reads at a time the primary serves that replicas should have, while some replica serves
 * @param outageBudget the same while none does
 */
public record FailureStance(
        Duration downtime, Duration abortAfter, boolean followFailover, int fallbackBudget, int outageBudget) {}
