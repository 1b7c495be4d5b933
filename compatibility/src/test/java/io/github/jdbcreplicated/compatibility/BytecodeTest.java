package io.github.jdbcreplicated.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/** What the starter refers to is there, wherever the condition that guards it can match on this line. */
class BytecodeTest {
    private static final String STARTER = "classpath*:io/github/jdbcreplicated/boot/**/*.class";

    /** Classes whose name begins with the key are loaded only where the other class exists. */
    private static final Map<String, String> GUARDS = Map.of(
            "ReplicationClient35", "org.springframework.boot.web.client.RestClientCustomizer",
            "ReplicationClient40", "org.springframework.boot.restclient.RestClientCustomizer",
            "ReplicationHealth35", "org.springframework.boot.actuate.health.HealthContributor",
            "ReplicationHealth40", "org.springframework.boot.health.contributor.HealthContributor",
            "ReplicationSession", "org.springframework.session.jdbc.config.annotation.SpringSessionDataSource");

    @Test
    void classesThatAreReferredToExist() throws IOException {
        Set<String> missing = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        for (Resource type : new PathMatchingResourcePatternResolver().getResources(STARTER)) {
            if (!isLoadedHere(String.valueOf(type.getFilename()))) {
                continue;
            }
            try (InputStream bytes = type.getInputStream()) {
                for (String name : ReferredClasses.in(bytes)) {
                    seen.add(name);
                    if (!exists(name)) {
                        missing.add(name + " in " + type.getFilename());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(seen)
                .contains("org.springframework.boot.jdbc.DataSourceUnwrapper")
                .hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReplicationHealth", "ReplicationClient"})
    void exactlyOneOfAPairIsLoaded(String pair) {
        assertThat(GUARDS.entrySet())
                .filteredOn(guard -> guard.getKey().startsWith(pair) && exists(guard.getValue()))
                .hasSize(1);
    }

    private static boolean isLoadedHere(String file) {
        return GUARDS.entrySet().stream()
                .noneMatch(guard -> file.startsWith(guard.getKey()) && !exists(guard.getValue()));
    }

    private static boolean exists(String name) {
        return ClassUtils.isPresent(name, BytecodeTest.class.getClassLoader());
    }
}
