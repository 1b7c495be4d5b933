package io.github.jdbcreplicated.spring;

import io.github.jdbcreplicated.spi.TransactionHint;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells what Spring knows about the calling thread's transaction. Stateless and thread-safe. */
public final class SpringTransactionHint implements TransactionHint {

    /** Creates the hint; it has no settings. */
    public SpringTransactionHint() {}

    @Override
    public Transaction current() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return Transaction.NONE;
        }
        return TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                ? Transaction.READ_ONLY
                : Transaction.READ_WRITE;
    }
}
