package io.github.jdbcreplicated.boot.token;

import io.github.jdbcreplicated.boot.ConditionalOnReplicas;
import io.github.jdbcreplicated.boot.ReplicationProperties;
import io.github.jdbcreplicated.token.TokenCodec;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** What signs tokens and verifies them; also for applications, which pass them on in messages and jobs. */
@AutoConfiguration
@ConditionalOnReplicas
final class ReplicationTokenAutoConfiguration {
    private static final Log LOG = LogFactory.getLog(ReplicationTokenAutoConfiguration.class);

    @Bean
    @ConditionalOnMissingBean
    static TokenCodec replicatedTokenCodec(ReplicationProperties properties) {
        TokenCodec codec = CodecFactory.create(properties.token());
        if (codec.isEphemeral()) {
            LOG.warn(
                    "replicated.token.keys is not set: tokens are signed with a key that this process made up, which is "
                            + "fine for one instance. Several do not know each other's tokens, and send the reads of clients that "
                            + "wrote to the primary: slow, not stale (as long as there are not more than "
                            + "replicated.fallback-budget of them at a time). Make a key with 'openssl rand -base64 32' and set it "
                            + "on every instance");
        }
        return codec;
    }

    @Bean
    static SmartInitializingSingleton replicatedTokenCheck(ReplicationProperties properties, TokenCodec codec) {
        return () -> CodecFactory.checkAges(properties.maxLag(), codec.maxAge());
    }
}
