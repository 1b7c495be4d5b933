package io.github.jdbcreplicated.boot.takeover;

import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.boot.ReplicationSettingException;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** An application that lists replicas and does not use them does not start. */
public final class TakeoverCheck implements SmartInitializingSingleton {
    private static final Log LOG = LogFactory.getLog(TakeoverCheck.class);

    private final ConfigurableListableBeanFactory beans;
    private final Supplier<ClusterFactory> clusters;

    /** Creates the check. */
    public TakeoverCheck(ConfigurableListableBeanFactory beans, Supplier<ClusterFactory> clusters) {
        this.beans = beans;
        this.clusters = clusters;
    }

    @Override
    public void afterSingletonsInstantiated() {
        ClusterFactory factory = clusters.get();
        if (factory.plan().clusters().isEmpty()) {
            LOG.info("No replicas are listed in replicated.replicas: there is no routing, the DataSource is as it was");
        }
        factory.plan().clusters().forEach((bean, cluster) -> check(factory, bean, cluster));
    }

    /** A bean that is made later, as with lazy initialisation, is taken over then. */
    private void check(ClusterFactory factory, String bean, ClusterSettings cluster) {
        boolean made = beans.containsSingleton(bean);
        if (made && !(beans.getBean(bean) instanceof ReplicatedDataSource) && !factory.wasLeftAlone(bean)) {
            throw new ReplicationSettingException(
                    cluster.property() + ".replicas lists replicas, but the DataSource bean '" + bean
                            + "' could not be taken over: it was made before bean post-processors were active, or "
                            + "another one replaced it",
                    "Do not inject the DataSource into a BeanPostProcessor or BeanFactoryPostProcessor, or set "
                            + "replicated.enabled=false.");
        }
    }
}
