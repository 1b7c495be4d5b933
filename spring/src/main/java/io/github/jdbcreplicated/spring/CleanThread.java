package io.github.jdbcreplicated.spring;

import java.util.function.BooleanSupplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells whether Spring has nothing bound to the calling thread: no transaction, no EntityManager, no other resource that
 * a second run of the same request would find there. Stateless and thread-safe.
 */
public final class CleanThread implements BooleanSupplier {

    /** Creates the check; it has no settings. */
    public CleanThread() {}

    @Override
    public boolean getAsBoolean() {
        return !TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.getResourceMap().isEmpty();
    }
}
