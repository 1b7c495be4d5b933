package io.github.jdbcreplicated.boot.takeover;

import io.github.jdbcreplicated.boot.ReplicationSettingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Which DataSource bean becomes the primary of which cluster.
 *
 * @param clusters by bean name
 */
record TakeoverPlan(Map<String, ClusterSettings> clusters) {

    /** Finds each cluster's bean. */
    static TakeoverPlan of(List<ClusterSettings> clusters, ConfigurableListableBeanFactory beans) {
        Map<String, ClusterSettings> plan = new LinkedHashMap<>();
        for (ClusterSettings cluster : clusters) {
            String bean = beanOf(cluster, beans);
            ClusterSettings other = plan.putIfAbsent(bean, cluster);
            if (other != null) {
                throw new ReplicationSettingException(
                        "The DataSource bean '" + bean + "' is the primary of two clusters, '" + other.name()
                                + "' and '" + cluster.name() + "'; each cluster needs its own",
                        "Set " + cluster.property() + ".data-source to another bean.");
            }
        }
        return new TakeoverPlan(plan);
    }

    @Nullable
    ClusterSettings of(String beanName) {
        return clusters.get(beanName);
    }

    private static String beanOf(ClusterSettings cluster, ConfigurableListableBeanFactory beans) {
        List<String> all = PrimaryBean.all(beans);
        String named = cluster.dataSource();
        if (named != null) {
            if (!all.contains(named)) {
                throw new ReplicationSettingException(
                        cluster.property() + ".data-source is '" + named + "', but there is no DataSource bean of that "
                                + "name; there are " + all,
                        "Set " + cluster.property() + ".data-source to one of them.");
            }
            return named;
        }
        String usual = PrimaryBean.usual(beans);
        if (usual == null) {
            throw new ReplicationSettingException(
                    cluster.property() + ".replicas lists replicas, but which DataSource bean is their primary is not "
                            + "clear: there is none named 'dataSource', and no single or @Primary one among " + all,
                    "Set " + cluster.property() + ".data-source to the bean's name, or replicated.enabled=false.");
        }
        return usual;
    }
}
