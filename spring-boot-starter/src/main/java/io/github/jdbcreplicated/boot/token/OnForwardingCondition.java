package io.github.jdbcreplicated.boot.token;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Looks whether hosts are listed: an interceptor costs each client that has it a copy of every request's body. */
final class OnForwardingCondition extends SpringBootCondition {
    private static final String HOSTS = "replicated.token.forward-to";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean listed = Binder.get(context.getEnvironment())
                .bind(HOSTS, Bindable.listOf(String.class))
                .map(hosts -> !hosts.isEmpty())
                .orElse(false);
        return new ConditionOutcome(listed, HOSTS + (listed ? " lists hosts" : " lists no hosts"));
    }
}
