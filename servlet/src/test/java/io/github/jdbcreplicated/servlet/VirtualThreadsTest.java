package io.github.jdbcreplicated.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.spi.UnitOfWork;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {
    private static final int AT_ONCE = 8;

    @Test
    void requestsAtTheSameTimeHaveUnitsOfTheirOwn() throws Exception {
        Set<UnitOfWork> units = ConcurrentHashMap.newKeySet();
        Set<String> outside = ConcurrentHashMap.newKeySet();
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        try (TomcatServer tomcat = TomcatServer.onVirtualThreads()) {
            tomcat.filter((request, response, chain) -> {
                        chain.doFilter(request, response);
                        outside.add(String.valueOf(ReplicationScope.current()));
                    })
                    .filter(ReplicationFilter.builder().build())
                    .servlet("/*", (request, response) -> {
                        together.await(10, TimeUnit.SECONDS);
                        UnitOfWork unit = Objects.requireNonNull(UnitOfWork.current());
                        units.add(unit);
                        response.getWriter().print(unit.inferredTarget() + " " + Thread.currentThread());
                    })
                    .start();
            assertThat(bodies(tomcat))
                    .hasSize(AT_ONCE)
                    .allMatch(body -> body.contains("VirtualThread"))
                    .satisfies(all -> {
                        assertThat(all)
                                .filteredOn(body -> body.startsWith(Target.REPLICA.name()))
                                .hasSize(AT_ONCE / 2);
                        assertThat(all)
                                .filteredOn(body -> body.startsWith(Target.PRIMARY.name()))
                                .hasSize(AT_ONCE / 2);
                    });
        }
        assertThat(units).hasSize(AT_ONCE);
        assertThat(outside).containsExactly("null");
    }

    private static List<String> bodies(TomcatServer tomcat) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                String method = i % 2 == 0 ? "GET" : "POST";
                calls.add(() -> tomcat.send(method, "/"));
            }
            List<String> bodies = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : clients.invokeAll(calls)) {
                bodies.add(answer.get().body());
            }
            return bodies;
        } finally {
            clients.shutdown();
        }
    }
}
