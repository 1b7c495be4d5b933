package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplicated.spi.UnitOfWork;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicationScopeTest {

    @AfterEach
    void nothingIsLeftOnTheThread() {
        assertThat(ReplicationScope.current()).isNull();
    }

    @Test
    void closingRestoresTheScopeBefore() {
        try (var outer = ReplicationScope.openReplica()) {
            try (var inner = ReplicationScope.openPrimary()) {
                assertThat(target()).isEqualTo(Target.PRIMARY);
            }
            assertThat(target()).isEqualTo(Target.REPLICA);
        }
    }

    @Test
    void nestedScopesShareTheUnitOfTheOutermost() {
        try (var outer = ReplicationScope.openReplica();
                var inner = ReplicationScope.openPrimary()) {
            assertThat(inner.unit()).isSameAs(outer.unit());
        }
    }

    @Test
    void aUnitIsActiveWhileAScopeOfItIsOpen() {
        UnitOfWork unit = UnitOfWork.inferring(Target.REPLICA);
        assertThat(unit.isActive()).isFalse();
        try (var scope = ReplicationScope.join(unit)) {
            assertThat(unit.isActive()).isTrue();
        }
        assertThat(unit.isActive()).isFalse();
    }

    @Test
    void aScopeOfOneClusterLeavesTheOthersAsTheyWere() {
        try (var outer = ReplicationScope.openPrimary();
                var inner =
                        ReplicationScope.with(Target.REPLICA).cluster("orders").open()) {
            assertThat(inner.target("orders")).isEqualTo(Target.REPLICA);
            assertThat(inner.target("default")).isEqualTo(Target.PRIMARY);
        }
    }

    @Test
    void aScopeCarriesItsFallbackConsistencyAndOrigin() {
        try (var scope = ReplicationScope.with(Target.REPLICA)
                .fallback(Fallback.FAIL)
                .consistency(Consistency.EVENTUAL)
                .origin("Reports.daily")
                .open()) {
            assertThat(scope.fallback("default")).isEqualTo(Fallback.FAIL);
            assertThat(scope.consistency("default")).isEqualTo(Consistency.EVENTUAL);
            assertThat(scope.origin("default")).isEqualTo("Reports.daily");
            assertThat(scope).hasToString("REPLICA of Reports.daily");
        }
    }

    @Test
    void joiningAUnitInsideAnExplicitScopeReturnsToItsInferredTarget() {
        UnitOfWork unit = UnitOfWork.inferring(Target.REPLICA);
        try (var first = ReplicationScope.join(unit);
                var security = ReplicationScope.openPrimary();
                var handler = ReplicationScope.join(unit)) {
            assertThat(handler.target("default")).isNull();
            assertThat(security.target("default")).isEqualTo(Target.PRIMARY);
        }
    }

    @Test
    void workPassesItsValueAndItsCheckedExceptionThrough() throws IOException {
        assertThat(ReplicationScope.<String, IOException>onPrimary(() -> "" + target()))
                .isEqualTo("PRIMARY");
        assertThat(ReplicationScope.<String, IOException>onReplica(() -> "" + target()))
                .isEqualTo("REPLICA");
        assertThatThrownBy(() -> ReplicationScope.onReplica(ReplicationScopeTest::failing))
                .isInstanceOf(IOException.class)
                .hasMessage("as thrown");
    }

    @Test
    void anotherThreadDoesNotSeeTheScope() {
        try (var scope = ReplicationScope.openReplica()) {
            assertThat(CompletableFuture.supplyAsync(ReplicationScopeTest::isScoped)
                            .join())
                    .isFalse();
        }
    }

    @Test
    void aWrappedTaskRunsInTheScopeOfItsMakerAndLeavesNothingBehind() {
        UnitOfWork unit = UnitOfWork.inferring(Target.REPLICA);
        try (var scope = ReplicationScope.join(unit);
                var explicit = ReplicationScope.openPrimary()) {
            Runnable task = ReplicationScope.wrap(() -> {
                assertThat(UnitOfWork.current()).isSameAs(unit);
                assertThat(target()).isEqualTo(Target.PRIMARY);
            });
            CompletableFuture.runAsync(() -> {
                        task.run();
                        assertThat(ReplicationScope.current()).isNull();
                    })
                    .join();
        }
    }

    @Test
    void aWrappedExecutorCarriesTheScopeOfTheCaller() {
        try (var scope = ReplicationScope.openReplica()) {
            CompletableFuture<@Nullable Target> seen = new CompletableFuture<>();
            ReplicationScope.wrap((Runnable task) -> new Thread(task).start()).execute(() -> seen.complete(target()));
            assertThat(seen.join()).isEqualTo(Target.REPLICA);
        }
    }

    @Test
    void aTaskWrappedOutsideAnyScopeHidesTheScopeOfTheThreadItRunsOn() {
        Runnable task =
                ReplicationScope.wrap(() -> assertThat(UnitOfWork.current()).isNull());
        try (var scope = ReplicationScope.openReplica()) {
            task.run();
            assertThat(target()).isEqualTo(Target.REPLICA);
        }
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker")
    void closingTwiceIsHarmless() {
        var outer = ReplicationScope.openReplica();
        var inner = ReplicationScope.openPrimary();
        inner.close();
        inner.close();
        assertThat(target()).isEqualTo(Target.REPLICA);
        outer.close();
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker")
    void closingOutOfOrderClosesTheInnerScopesToo() {
        var outer = ReplicationScope.openReplica();
        var inner = ReplicationScope.openPrimary();
        assertThatIllegalStateException()
                .isThrownBy(outer::close)
                .withMessageContaining("REPLICA was closed before the scope PRIMARY")
                .withMessageContaining("try-with-resources");
        assertThat(ReplicationScope.current()).isNull();
        inner.close();
    }

    @Test
    void closingFromAnotherThreadIsRefusedAndChangesNothing() {
        try (var scope = ReplicationScope.openReplica()) {
            assertThatThrownBy(() -> CompletableFuture.runAsync(scope::close).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be closed by thread")
                    .hasMessageContaining("ReplicationScope.wrap");
            assertThat(target()).isEqualTo(Target.REPLICA);
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> ReplicationScope.with(null))
                .withMessage("target");
        assertThatNullPointerException()
                .isThrownBy(() -> ReplicationScope.wrap((Runnable) null))
                .withMessage("task");
        assertThatNullPointerException()
                .isThrownBy(() -> UnitOfWork.inferring(null))
                .withMessage("target");
    }

    private static @Nullable Target target() {
        return Objects.requireNonNull(ReplicationScope.current()).target("default");
    }

    private static boolean isScoped() {
        return ReplicationScope.current() != null;
    }

    private static Target failing() throws IOException {
        throw new IOException("as thrown");
    }
}
