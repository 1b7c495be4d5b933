package io.github.jdbcreplicated;

/**
 * How much of the routing is in force; one switch per {@link ReplicatedDataSource} and process.
 *
 * <p>A mode changes routes only, and only those decided after the switch: a transaction or an open statement stays on
 * the node where it is.
 */
public enum RoutingMode {
    /** Inferred and explicit targets are followed. The default. */
    AUTO,
    /** Only explicit targets (annotations, overrides, scopes) reach a replica; everything inferred goes to the primary. */
    EXPLICIT_ONLY,
    /** Everything goes to the primary. */
    PRIMARY_ONLY
}
