package io.github.jdbcreplicated.spring;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Begins transactions of nothing, and remembers under which target each began. */
final class RecordingTransactionManager extends AbstractPlatformTransactionManager {
    private static final long serialVersionUID = 1;
    private static final ThreadLocal<Boolean> ACTIVE = ThreadLocal.withInitial(() -> false);

    private final transient List<String> begun = new ArrayList<>();

    List<String> begun() {
        return begun;
    }

    @Override
    protected Object doGetTransaction() {
        return new Object();
    }

    @Override
    protected boolean isExistingTransaction(Object transaction) {
        return ACTIVE.get();
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        ACTIVE.set(true);
        begun.add(Seen.now() + (definition.isReadOnly() ? " read-only" : " read-write"));
    }

    @Override
    protected Object doSuspend(Object transaction) {
        ACTIVE.set(false);
        return new Object();
    }

    @Override
    protected void doResume(@Nullable Object transaction, Object suspended) {
        ACTIVE.set(true);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        ACTIVE.set(false);
    }
}
