package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.spi.UnitOfWork.Mark;

/**
 * Is told of requests that a replica let down. Every method is empty by default.
 *
 * <p>Called by the thread of the request, at most once per request; must be fast. What it throws is logged.
 */
public interface ReplayListener {

    /** Why a request that a replica let down was delivered as it failed. */
    enum Declined {
        /** Its method or its target says that it may write, or it upgrades the connection. */
        NOT_SAFE,
        /** It has a body, which can be read only once. */
        BODY,
        /** It has written, or may have. */
        WROTE,
        /** The mode does not have such failures run again. */
        MODE,
        /** It asked for a replica explicitly, and would be refused again. */
        EXPLICIT_REPLICA,
        /** Its response had left, or had grown beyond what is held back. */
        SENT,
        /** It was not proven that nothing stands between the filter and the servlet. */
        NOT_LAST,
        /** Something was bound to its thread: a transaction, an EntityManager, a scope. */
        THREAD_NOT_CLEAN,
        /** Too many others were run again. */
        OVER_BUDGET
    }

    /**
     * A request is run once more.
     *
     * @param handler the framework's name for the handler, else the pattern that its servlet is mapped to
     * @param failure what happened to its first attempt
     */
    default void replayed(String handler, Mark failure) {}

    /** A request that was let down is not run once more. */
    default void declined(String handler, Mark failure, Declined reason) {}
}
