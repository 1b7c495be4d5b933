package io.github.jdbcreplicated.testkit.history;

/** One line of a history: an operation, or something an operator did that changes what operations can promise. */
public sealed interface HistoryLine permits HistoryEvent, Promotion, VersionReset {}
