package io.github.jdbcreplicated.spi;

/**
 * Tells what the framework knows about the calling thread's transaction, which a connection cannot tell by itself.
 *
 * <p>Asked on the request path, only where the answer decides (a read inferred, nothing written yet): it must be fast
 * and must not throw.
 */
@FunctionalInterface
public interface TransactionHint {

    /** The framework's transaction of the calling thread. */
    Transaction current();

    /** What is known of a transaction. */
    enum Transaction {
        /** None is active. */
        NONE,
        /** One is active that was declared read-only. */
        READ_ONLY,
        /** One is active that may write. */
        READ_WRITE
    }
}
