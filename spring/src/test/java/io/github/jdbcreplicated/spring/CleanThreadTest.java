package io.github.jdbcreplicated.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What a second run of a request would find on its thread. */
class CleanThreadTest {
    private final CleanThread clean = new CleanThread();

    @AfterEach
    void clear() {
        TransactionSynchronizationManager.clear();
        TransactionSynchronizationManager.unbindResourceIfPossible("entityManager");
    }

    @Test
    void nothingIsBound() {
        assertThat(clean.getAsBoolean()).isTrue();
    }

    @Test
    void resourceIsBound() {
        TransactionSynchronizationManager.bindResource("entityManager", "one");
        assertThat(clean.getAsBoolean()).isFalse();
    }

    @Test
    void transactionIsActive() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        assertThat(clean.getAsBoolean()).isFalse();
    }

    @Test
    void synchronizationIsActive() {
        TransactionSynchronizationManager.initSynchronization();
        assertThat(clean.getAsBoolean()).isFalse();
    }
}
