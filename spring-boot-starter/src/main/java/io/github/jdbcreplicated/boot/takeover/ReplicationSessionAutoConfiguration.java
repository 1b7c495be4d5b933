package io.github.jdbcreplicated.boot.takeover;

import io.github.jdbcreplicated.boot.ConditionalOnReplicas;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.session.jdbc.config.annotation.SpringSessionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Has sessions saved in one transaction on the DataSource that they are given, which is not the application's. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
        })
@ConditionalOnReplicas
@ConditionalOnClass({SpringSessionDataSource.class, DataSourceTransactionManager.class})
final class ReplicationSessionAutoConfiguration {
    /** The name that Spring Session looks for. */
    private static final String NAME = "springSessionTransactionOperations";

    @Bean(name = NAME, defaultCandidate = false)
    @ConditionalOnMissingBean(name = NAME)
    TransactionOperations replicatedSessionTransactions(
            @SpringSessionDataSource ObjectProvider<DataSource> dataSource,
            ObjectProvider<PlatformTransactionManager> usual) {
        PlatformTransactionManager manager = dataSource.getIfUnique() instanceof PrimaryDataSource primary
                ? new DataSourceTransactionManager(primary)
                : usual.getObject();
        return new TransactionTemplate(
                manager, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }
}
