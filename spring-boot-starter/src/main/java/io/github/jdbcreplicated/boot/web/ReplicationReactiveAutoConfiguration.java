package io.github.jdbcreplicated.boot.web;

import io.github.jdbcreplicated.boot.ConditionalOnReplicas;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;

/** Says what a reactive application gets: scopes are bound to threads, its requests are not. */
@AutoConfiguration
@ConditionalOnReplicas
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
final class ReplicationReactiveAutoConfiguration {
    private static final Log LOG = LogFactory.getLog(ReplicationReactiveAutoConfiguration.class);

    ReplicationReactiveAutoConfiguration() {
        LOG.info("This is a reactive web application: its requests open no scopes, so everything goes to the primary, "
                + "except inside a ReplicationScope that code opens around blocking work");
    }
}
