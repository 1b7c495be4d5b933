package io.github.jdbcreplicated.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;

class ReplicationThreadLocalAccessorTest {
    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private final ContextSnapshotFactory snapshots =
            ContextSnapshotFactory.builder().build();

    @AfterEach
    void nothingIsLeft() throws Exception {
        assertThat(pool.submit(Seen::now).get()).isEqualTo("none");
        pool.shutdown();
        assertThat(Seen.now()).isEqualTo("none");
    }

    @Test
    void accessorIsFoundAsAService() {
        assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
                .anyMatch(accessor -> accessor instanceof ReplicationThreadLocalAccessor
                        && accessor.key().equals("io.github.jdbcreplicated.scope"));
    }

    @Test
    void scopeAndUnitReachTheOtherThread() throws Exception {
        UnitOfWork unit = UnitOfWork.inferring(Target.REPLICA);
        ExecutorService carrying = ContextExecutorService.wrap(pool, snapshots::captureAll);
        try (var joined = ReplicationScope.join(unit)) {
            assertThat(carrying.submit(Seen::now).get()).isEqualTo("inferred REPLICA");
            try (var explicit = ReplicationScope.openPrimary()) {
                assertThat(carrying.submit(Seen::now).get()).isEqualTo("PRIMARY");
                assertThat(carrying.submit(UnitOfWork::current).get()).isSameAs(unit);
            }
        }
        assertThat(carrying.submit(Seen::now).get()).isEqualTo("none");
        assertThat(unit.isActive()).isFalse();
    }

    @Test
    void scopeOfTheOtherThreadComesBack() throws Exception {
        ContextSnapshot captured;
        try (var scope = ReplicationScope.openReplica()) {
            captured = snapshots.captureAll();
        }
        pool.submit(() -> {
                    try (var own = ReplicationScope.openPrimary()) {
                        captured.wrap(() -> {
                                    assertThat(Seen.now()).isEqualTo("REPLICA");
                                })
                                .run();
                        assertThat(ReplicationScope.current()).isSameAs(own);
                    }
                })
                .get();
    }

    @Test
    void nestedPropagationRestoresStepByStep() {
        ContextSnapshot replica;
        ContextSnapshot primary;
        try (var scope = ReplicationScope.openReplica()) {
            replica = snapshots.captureAll();
        }
        try (var scope = ReplicationScope.openPrimary()) {
            primary = snapshots.captureAll();
        }
        try (var outer = replica.setThreadLocals()) {
            try (var inner = primary.setThreadLocals()) {
                assertThat(Seen.now()).isEqualTo("PRIMARY");
            }
            assertThat(Seen.now()).isEqualTo("REPLICA");
        }
    }

    @Test
    void missingScopeHidesTheThreadsOwnWhereMissingIsCleared() {
        ContextSnapshotFactory clearing =
                ContextSnapshotFactory.builder().clearMissing(true).build();
        ContextSnapshot empty = clearing.captureAll();
        try (var own = ReplicationScope.openPrimary()) {
            try (var cleared = empty.setThreadLocals()) {
                assertThat(Seen.now()).isEqualTo("none");
            }
            assertThat(Seen.now()).isEqualTo("PRIMARY");
        }
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker")
    void forgottenScopeIsClosedWithThePropagatedOneAndTheExceptionIsTheWorksOwn() throws Exception {
        ContextSnapshot captured;
        try (var scope = ReplicationScope.openReplica()) {
            captured = snapshots.captureAll();
        }
        try (CapturedLog log = CapturedLog.of("io.github.jdbcreplicated.spring")) {
            pool.submit(captured.wrap(() -> {
                        ReplicationScope.openPrimary();
                    }))
                    .get();
            assertThat(log.messages()).singleElement().asString().contains("left a scope open");
        }
    }

    @Test
    void restoringWhatWasNeverSetDoesNothing() {
        ReplicationThreadLocalAccessor accessor = new ReplicationThreadLocalAccessor();
        try (var own = ReplicationScope.openPrimary()) {
            accessor.restore();
            accessor.restore(own);
            assertThat(ReplicationScope.current()).isSameAs(own);
        }
    }

    @Test
    void decoratorsOfSpringCarryTheScopeWithAndWithoutTheLibrary() throws Exception {
        for (TaskDecorator decorator :
                new TaskDecorator[] {new ContextPropagatingTaskDecorator(), ReplicationScope::wrap}) {
            Map<String, String> seen = new ConcurrentHashMap<>();
            Runnable decorated;
            try (var scope = ReplicationScope.openReplica()) {
                decorated = decorator.decorate(() -> seen.put("task", Seen.now()));
            }
            pool.submit(decorated).get();
            assertThat(seen).containsEntry("task", "REPLICA");
        }
    }
}
