package io.github.jdbcreplicated;

import io.github.jdbcreplicated.token.ConsistencyToken;

/**
 * Learns what a {@link ReplicatedDataSource} does.
 *
 * <p>Methods are called on the thread that caused the event, in the order of the events of that thread; they should be
 * fast and must not use the data source. {@link #nodeChanged} and {@link #primaryChanged} are called one at a time, in the
 * order of the changes, by one of the threads that caused some. What methods throw is logged and otherwise ignored.
 */
public interface RoutingListener {

    /** A decision took a pooled connection: {@code route} says from which node, and why. */
    default void leased(Route route) {}

    /** The connection that {@link #leased} reported with the same route went back to its pool. */
    default void released(Route route) {}

    /**
     * A node was taken out of service or given work again; one that was added was out before, one that was removed is out
     * after.
     */
    default void nodeChanged(String cluster, NodeState before, NodeState after) {}

    /**
     * Another node takes writes than before, or none does any more, or one does again, as {@link ClusterState} says it.
     *
     * @param evidence what was seen of the servers that led to this, for people
     */
    default void primaryChanged(ClusterState before, ClusterState after, String evidence) {}

    /** The mode was switched. */
    default void modeChanged(String cluster, RoutingMode before, RoutingMode after) {}

    /**
     * The application did something on a replica's route that wants a change in its code, such as writing.
     *
     * @param handler the mapped handler or origin of the scope, where known, else {@code unknown}
     * @param remedy what to do about it, for people
     */
    default void advised(Route route, String handler, String remedy) {}

    /** What a client's token said of the cluster was not taken at its word. */
    default void tokenDoubted(String cluster, ConsistencyToken.Doubt doubt) {}
}
