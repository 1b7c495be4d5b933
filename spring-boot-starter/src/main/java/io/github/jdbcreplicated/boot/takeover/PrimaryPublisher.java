package io.github.jdbcreplicated.boot.takeover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.Environment;

/**
 * Publishes the primary's own DataSource for what asks for one with a qualifier of its own.
 *
 * <p>The annotations moved packages between the lines of Spring Boot; a qualifier may be given by its short name, which did
 * not. The definitions are fallbacks, so that the application's own one wins, and prototypes, so that health and meters,
 * which go through all singletons, do not show the primary twice. Runs after all conditions were looked at: none of them
 * shall see a second DataSource.
 */
public final class PrimaryPublisher implements BeanDefinitionRegistryPostProcessor {
    private static final String SHARED = "replicatedPrimaryDataSource";
    private static final String OF_SESSIONS = "replicatedSessionDataSource";

    private final Environment environment;

    /** Creates the publisher; the environment tells whether migrations have a database or user of their own. */
    public PrimaryPublisher(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (!registry.containsBeanDefinition(SHARED) && registry instanceof ConfigurableListableBeanFactory beans) {
            String usual = PrimaryBean.usual(beans);
            if (usual != null) {
                registry.registerBeanDefinition(SHARED, definition(usual, true, sharing()));
                registry.registerBeanDefinition(
                        OF_SESSIONS, definition(usual, false, List.of("SpringSessionDataSource")));
            }
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {}

    private List<String> sharing() {
        List<String> qualifiers = new ArrayList<>(List.of("BatchDataSource", "QuartzDataSource"));
        if (isUnset("spring.flyway.url", "spring.flyway.user")) {
            qualifiers.add("FlywayDataSource");
        }
        if (isUnset("spring.liquibase.url", "spring.liquibase.user")) {
            qualifiers.add("LiquibaseDataSource");
        }
        return qualifiers;
    }

    /** Spring Boot ignores these once there is a DataSource with the qualifier. */
    private boolean isUnset(String... properties) {
        return Stream.of(properties).noneMatch(environment::containsProperty);
    }

    private static RootBeanDefinition definition(String usual, boolean joins, List<String> qualifiers) {
        RootBeanDefinition definition = new RootBeanDefinition(PrimaryDataSource.class);
        definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
        definition.getConstructorArgumentValues().addIndexedArgumentValue(1, usual);
        definition.getConstructorArgumentValues().addIndexedArgumentValue(2, joins);
        definition.setScope(BeanDefinition.SCOPE_PROTOTYPE);
        definition.setSynthetic(true);
        definition.setDefaultCandidate(false);
        definition.setFallback(true);
        definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
        qualifiers.forEach(qualifier -> definition.addQualifier(new AutowireCandidateQualifier(qualifier)));
        return definition;
    }
}
