package io.github.jdbcreplicated.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@PostgresClusterTest(replicas = 0, isolation = Isolation.PER_CLASS)
class IsolationTest {

    private static final Set<Object> SEEN = new LinkedHashSet<>();

    private static @Nullable PostgresCluster ofTheClass;
    private @Nullable PostgresCluster ofTheInstance;

    @AfterAll
    static void allSawOneCluster(PostgresCluster cluster) {
        assertThat(SEEN).containsExactly(cluster);
    }

    @RepeatedTest(2)
    void fieldsAndParametersAreTheClusterOfTheClass(PostgresCluster parameter) {
        assertThat(parameter).isSameAs(ofTheClass).isSameAs(ofTheInstance);
        assertThat(parameter.primary().isRunning()).isTrue();
        SEEN.add(parameter);
    }

    @Nested
    class Inside {

        @Test
        void nestedClassUsesItToo(PostgresCluster parameter) {
            assertThat(parameter).isSameAs(ofTheClass);
            SEEN.add(parameter);
        }
    }

    @Test
    void onlyEqualRequestsShareACluster() {
        assertThat(ClusterRequest.of(OneWay.class)).isEqualTo(ClusterRequest.of(OtherWay.class));
        assertThat(ClusterRequest.of(OneWay.class)).isNotEqualTo(ClusterRequest.of(Unmarked.class));
        assertThat(ClusterRequest.of(IsolationTest.class).owner()).isEqualTo(IsolationTest.class);
        assertThat(ClusterRequest.of(Inside.class)).isEqualTo(ClusterRequest.of(IsolationTest.class));
    }

    @Test
    void settingWithoutAValueIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterRequest.of(Malformed.class).start())
                .withMessageContaining("has 'work_mem'; expected is a form like max_connections=60");
    }

    @PostgresClusterTest(settings = {"a=1", "b=2"})
    private static final class OneWay {}

    @PostgresClusterTest(settings = {"b=2", "a=1"})
    private static final class OtherWay {}

    @PostgresClusterTest(settings = "work_mem")
    private static final class Malformed {}
}

class Unmarked {}
