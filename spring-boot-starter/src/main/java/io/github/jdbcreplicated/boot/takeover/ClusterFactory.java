package io.github.jdbcreplicated.boot.takeover;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.RoutingListener;
import io.github.jdbcreplicated.boot.ReplicationProperties;
import io.github.jdbcreplicated.boot.ReplicationProperties.Failover;
import io.github.jdbcreplicated.boot.ReplicationProperties.ReadWriteTransactions;
import io.github.jdbcreplicated.boot.ReplicationProperties.Unscoped;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import io.github.jdbcreplicated.boot.pool.ReplicaSettings;
import io.github.jdbcreplicated.spi.TransactionHint;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Makes a cluster out of the application's DataSource and the configured replicas. */
public final class ClusterFactory {
    private static final Log LOG = LogFactory.getLog(ClusterFactory.class);

    private final ConfigurableListableBeanFactory beans;
    private final ReplicationProperties properties;
    private final TransactionHint transactions;
    private final List<RoutingListener> listeners;
    private final ReplicatedClusters clusters;
    private final TakeoverPlan plan;

    /** Beans left alone on purpose; written as they are made, read by the check after the start. */
    private final Set<String> leftAlone = ConcurrentHashMap.newKeySet();

    /** Creates the factory and checks the settings. */
    public ClusterFactory(
            ConfigurableListableBeanFactory beans,
            ReplicationProperties properties,
            TransactionHint transactions,
            List<RoutingListener> listeners,
            ReplicatedClusters clusters) {
        this.beans = beans;
        this.properties = properties;
        this.transactions = transactions;
        this.listeners = List.copyOf(listeners);
        this.clusters = clusters;
        this.plan = TakeoverPlan.of(SettingsCheck.check(properties), beans);
    }

    TakeoverPlan plan() {
        return plan;
    }

    boolean wasLeftAlone(String beanName) {
        return leftAlone.contains(beanName);
    }

    /** Answers what the application is given in the place of the bean. */
    DataSource takeOver(DataSource bean, String beanName) {
        ClusterSettings cluster = plan.of(beanName);
        if (cluster == null) {
            return bean;
        }
        PrimaryPool primary = new PrimaryPool(bean);
        if (primary.isEmbedded()) {
            leftAlone.add(beanName);
            LOG.info("Cluster '" + cluster.name() + "': the DataSource bean '" + beanName
                    + "' is an embedded database, so the replicas of " + cluster.property()
                    + " are not used and everything goes to it");
            return bean;
        }
        PrimaryCheck.check(cluster, beanName, bean, primary, beans);
        return build(cluster, bean, beanName, primary.hikari());
    }

    private DataSource build(
            ClusterSettings cluster, DataSource bean, String beanName, @Nullable HikariDataSource primary) {
        ClusterPools pools = new ClusterPools(cluster, primary);
        boolean complete = false;
        try {
            Probes probes = new Probes();
            ReplicatedDataSource.Builder builder = builder(cluster)
                    .primary(cluster.primaryName(), bean, probes.of(cluster.primaryName(), primary, bean));
            Budgets.of(properties, primary).applyTo(builder);
            cluster.replicas().forEach(replica -> add(replica, pools, probes, beanName, builder));
            if (follows()) {
                preparePromotions(cluster, pools, beanName, builder);
            }
            RunningCluster running = running(built(cluster, builder), pools);
            clusters.add(running);
            LOG.info(StartLine.of(running, cluster.primaryName(), primary) + probes);
            new FailoverNotes(cluster, running, primary).log(properties.failover());
            complete = true;
            return running.dataSource();
        } finally {
            if (!complete) {
                pools.close();
            }
        }
    }

    private void add(
            ReplicaSettings replica,
            ClusterPools pools,
            Probes probes,
            String beanName,
            ReplicatedDataSource.Builder builder) {
        HikariDataSource pool = pools.ofReplica(replica);
        DataSource decorated = decorated(pool, beanName, replica.node());
        builder.replica(replica.node(), decorated, probes.of(replica.node(), pool, decorated), replica.weight());
    }

    private void preparePromotions(
            ClusterSettings cluster, ClusterPools pools, String beanName, ReplicatedDataSource.Builder builder) {
        for (ReplicaSettings replica : cluster.replicas()) {
            builder.whenPromoted(
                    replica.node(), decorated(pools.ofPromoted(replica), beanName, replica.node() + "-writing"));
        }
        HikariDataSource reading = pools.ofDemoted();
        if (reading != null) {
            builder.whenDemoted(decorated(reading, beanName, cluster.primaryName() + "-reading"));
        }
    }

    private boolean follows() {
        return properties.failover() == Failover.FOLLOW;
    }

    private RunningCluster running(ReplicatedDataSource dataSource, ClusterPools pools) {
        return new RunningCluster(
                dataSource, pools.replicas(), pools.otherRoles(), properties.fallback(), properties.pollInterval());
    }

    /** What decorates DataSource beans shall see every node alike. */
    private DataSource decorated(HikariDataSource pool, String beanName, String node) {
        return (DataSource) beans.initializeBean(pool, beanName + "." + node);
    }

    private ReplicatedDataSource.Builder builder(ClusterSettings cluster) {
        ReplicatedDataSource.Builder builder = ReplicatedDataSource.builder()
                .cluster(cluster.name())
                .mode(properties.mode())
                .fallback(properties.fallback())
                .consistency(properties.consistency().level())
                .maxWait(properties.consistency().maxWait())
                .maxLag(properties.maxLag())
                .captureTimeout(properties.captureTimeout())
                .pollInterval(properties.pollInterval())
                .followFailover(follows())
                .abortAfter(properties.abortAfter())
                .downtime(properties.downtime())
                .strict(properties.strict())
                .unscopedReadOnlyToReplica(properties.unscoped() == Unscoped.READ_ONLY_FLAG)
                .readWriteTransactionsByTarget(properties.readWriteTransactions() == ReadWriteTransactions.BY_TARGET)
                .transactionHint(transactions);
        listeners.forEach(builder::listener);
        return builder;
    }

    private static ReplicatedDataSource built(ClusterSettings cluster, ReplicatedDataSource.Builder builder) {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new ReplicationSettingException(
                    "Cluster '" + cluster.name() + "' (" + cluster.property() + ") cannot be used: " + e.getMessage(),
                    "Correct the replica's settings below " + cluster.property()
                            + ".replicas, or set replicated.enabled=false to start without routing.",
                    e);
        }
    }
}
