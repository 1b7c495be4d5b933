package io.github.jdbcreplicated.boot.takeover;

import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Publishes the primary's own DataSource for what asks for one with a qualifier of its own.
 *
 * <p>The annotations moved packages between the lines of Spring Boot; a qualifier may be given by its short name, which did
 * not. The definition is a fallback, so that the application's own one wins, and a prototype, so that health and meters,
 * which go through all singletons, do not show the primary twice. Runs after all conditions were looked at: none of them
 * shall see a second DataSource.
 */
public final class PrimaryPublisher implements BeanDefinitionRegistryPostProcessor {
    static final String BEAN = "replicatedPrimaryDataSource";

    private static final List<String> QUALIFIERS = List.of(
            "SpringSessionDataSource",
            "BatchDataSource",
            "QuartzDataSource",
            "FlywayDataSource",
            "LiquibaseDataSource");

    /** Creates the publisher; it has no settings. */
    public PrimaryPublisher() {}

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (!registry.containsBeanDefinition(BEAN) && registry instanceof ConfigurableListableBeanFactory beans) {
            String usual = PrimaryBean.usual(beans);
            if (usual != null) {
                registry.registerBeanDefinition(BEAN, definition(usual));
            }
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {}

    private static RootBeanDefinition definition(String usual) {
        RootBeanDefinition definition = new RootBeanDefinition(PrimaryDataSource.class);
        definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
        definition.getConstructorArgumentValues().addIndexedArgumentValue(1, usual);
        definition.setScope(BeanDefinition.SCOPE_PROTOTYPE);
        definition.setSynthetic(true);
        definition.setDefaultCandidate(false);
        definition.setFallback(true);
        definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
        QUALIFIERS.forEach(qualifier -> definition.addQualifier(new AutowireCandidateQualifier(qualifier)));
        return definition;
    }
}
