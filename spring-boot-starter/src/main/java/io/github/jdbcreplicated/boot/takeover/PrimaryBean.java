package io.github.jdbcreplicated.boot.takeover;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/** Which DataSource bean an application means when it names none. */
final class PrimaryBean {
    private static final String USUAL_NAME = "dataSource";

    private PrimaryBean() {}

    /**
     * The names of all DataSource beans, but not those that are made anew for each that asks, as ours are.
     *
     * <p>Asked for by definition: whether a factory's product is a singleton cannot be told before it is made.
     */
    static List<String> all(ConfigurableListableBeanFactory beans) {
        return Stream.of(beans.getBeanNamesForType(DataSource.class, true, false))
                .filter(name -> !beans.containsBeanDefinition(name)
                        || !beans.getMergedBeanDefinition(name).isPrototype())
                .toList();
    }

    /** {@code dataSource}, else the single or {@code @Primary} candidate; null when that is not clear. */
    static @Nullable String usual(ConfigurableListableBeanFactory beans) {
        List<String> candidates = new ArrayList<>(all(beans));
        if (candidates.contains(USUAL_NAME)) {
            return USUAL_NAME;
        }
        candidates.removeIf(name -> !isInjected(beans.getMergedBeanDefinition(name)));
        String primary =
                single(candidates, name -> beans.getMergedBeanDefinition(name).isPrimary());
        return primary != null ? primary : single(candidates, name -> true);
    }

    private static boolean isInjected(BeanDefinition definition) {
        return definition.isAutowireCandidate()
                && (!(definition instanceof AbstractBeanDefinition bean) || bean.isDefaultCandidate())
                && !definition.isFallback();
    }

    private static @Nullable String single(List<String> names, Predicate<String> condition) {
        List<String> matching = names.stream().filter(condition).toList();
        return matching.size() == 1 ? matching.get(0) : null;
    }
}
