package io.github.jdbcreplicated.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.spi.TransactionHint.Transaction;
import org.junit.jupiter.api.Test;
import org.springframework.core.SpringVersion;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class SpringTransactionHintTest {
    private final SpringTransactionHint hint = new SpringTransactionHint();
    private final TransactionTemplate template = new TransactionTemplate(new RecordingTransactionManager());

    @Test
    void testsRunOnTheLineOfSpringThatTheBuildMeans() {
        assertThat(SpringVersion.getVersion()).startsWith(System.getProperty("expected.spring.version", "6.2"));
    }

    @Test
    void withoutATransactionThereIsNone() {
        assertThat(hint.current()).isEqualTo(Transaction.NONE);
    }

    @Test
    void transactionIsReadWriteUnlessDeclaredOtherwise() {
        template.executeWithoutResult(status -> assertThat(hint.current()).isEqualTo(Transaction.READ_WRITE));
        assertThat(hint.current()).isEqualTo(Transaction.NONE);
    }

    @Test
    void declaredReadOnlyIsReadOnly() {
        template.setReadOnly(true);
        template.executeWithoutResult(status -> assertThat(hint.current()).isEqualTo(Transaction.READ_ONLY));
    }

    @Test
    void supportsWithoutATransactionIsNone() {
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
        template.executeWithoutResult(status -> assertThat(hint.current()).isEqualTo(Transaction.NONE));
    }
}
