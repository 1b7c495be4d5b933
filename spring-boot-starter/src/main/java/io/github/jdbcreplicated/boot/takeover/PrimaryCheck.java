package io.github.jdbcreplicated.boot.takeover;

import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import io.github.jdbcreplicated.boot.pool.ReplicaSettings;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** What makes a DataSource unfit to be the primary of a cluster that we build. */
final class PrimaryCheck {
    private PrimaryCheck() {}

    static void check(
            ClusterSettings cluster, String beanName, DataSource bean, PrimaryPool primary, ListableBeanFactory beans) {
        refuseRouted(cluster, beanName, bean);
        refuseXa(cluster, beanName, primary.signOfXa(beans));
        if (primary.hikari() == null) {
            cluster.replicas().forEach(replica -> requireUser(cluster, replica, beanName, bean));
        }
        if (primary.url() != null) {
            ReplicaCheck.checkNotPrimary(cluster, beanName, primary.url());
        }
    }

    private static void refuseRouted(ClusterSettings cluster, String beanName, DataSource bean) {
        if (bean instanceof ReplicatedDataSource) {
            throw new ReplicationSettingException(
                    "The DataSource bean '" + beanName + "' is a ReplicatedDataSource that the application builds "
                            + "itself, and " + cluster.property() + ".replicas lists replicas for it as well",
                    "Remove one of the two.");
        }
    }

    private static void refuseXa(ClusterSettings cluster, String beanName, @Nullable String sign) {
        if (sign != null) {
            throw new ReplicationSettingException(
                    "The DataSource bean '" + beanName + "', primary of cluster '" + cluster.name()
                            + "', takes part in XA transactions (" + sign + "). A read on a replica would leave the "
                            + "global transaction, so XA is not supported",
                    "Give the work to be routed an ordinary pool of its own and name it in " + cluster.property()
                            + ".data-source in an application without a JtaTransactionManager, or set "
                            + "replicated.enabled=false.");
        }
    }

    private static void requireUser(
            ClusterSettings cluster, ReplicaSettings replica, String beanName, DataSource bean) {
        boolean hasUser = replica.username() != null
                || replica.hikari().containsKey("username")
                || cluster.hikari().values().containsKey("username");
        if (!hasUser) {
            throw new ReplicationSettingException(
                    replica.property() + ".username is missing; it cannot be taken over from the primary, as the "
                            + "DataSource bean '" + beanName + "' is a "
                            + bean.getClass().getName() + " and not a HikariCP pool",
                    "Set " + replica.property() + ".username and .password, and what else the pool needs below "
                            + cluster.property() + ".hikari.");
        }
    }
}
