package io.github.jdbcreplicated.boot;

import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Looks whether replicas are listed, without binding them: what is wrong with them is told later. */
final class OnReplicasCondition extends SpringBootCondition {
    private static final Bindable<?> ANYTHING = Bindable.mapOf(String.class, Object.class);

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        if (!environment.getProperty("replicated.enabled", Boolean.class, true)) {
            return ConditionOutcome.noMatch("replicated.enabled is false");
        }
        Binder binder = Binder.get(environment);
        boolean listed = Stream.of("replicated.replicas", "replicated.clusters")
                .anyMatch(property -> binder.bind(property, ANYTHING).isBound());
        return new ConditionOutcome(listed, listed ? "replicas are listed" : "no replicas are listed");
    }
}
