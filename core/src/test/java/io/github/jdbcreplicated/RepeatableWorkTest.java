package io.github.jdbcreplicated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplicated.internal.unit.Positions;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Work that may be done twice. */
class RepeatableWorkTest {
    private final List<@Nullable Target> runs = new ArrayList<>();

    private static UnitOfWork unit() {
        return Objects.requireNonNull(UnitOfWork.current());
    }

    private String run(@Nullable Mark first) throws SQLException {
        runs.add(Objects.requireNonNull(ReplicationScope.current()).target("default"));
        if (first != null && runs.size() == 1) {
            unit().mark(first);
            throw new SQLException("failed");
        }
        return "value " + runs.size();
    }

    @ParameterizedTest
    @CsvSource({"LOST, REPLICA", "RECOVERY_CONFLICT, REPLICA", "REFUSED, PRIMARY", "ROUTE_CONFLICT, PRIMARY"})
    void workThatAReplicaLetDownIsDoneAgain(Mark mark, Target again) throws SQLException {
        assertThat(ReplicationScope.<String, SQLException>onReplicaRepeatable(() -> run(mark)))
                .isEqualTo("value 2");
        assertThat(runs).containsExactly(Target.REPLICA, again);
        assertThat(ReplicationScope.current()).isNull();
    }

    @Test
    void soIsWorkThatHidesTheFailure() {
        ReplicationScope.onReplicaRepeatable(() -> {
            runs.add(null);
            if (runs.size() == 1) {
                unit().mark(Mark.LOST);
            }
        });
        assertThat(runs).hasSize(2);
    }

    @Test
    void secondFailureIsTheCallers() {
        assertThatThrownBy(() -> ReplicationScope.onReplicaRepeatable(() -> {
                    runs.add(null);
                    unit().mark(Mark.LOST);
                    throw new SQLException("failure " + runs.size());
                }))
                .hasMessage("failure 2");
    }

    @Test
    void otherFailuresAreNotRepeated() {
        assertThatThrownBy(
                        () -> ReplicationScope.<String, SQLException>onReplicaRepeatable(() -> run(Mark.ROLE_CHANGED)))
                .hasMessage("failed");
        assertThat(runs).hasSize(1);
    }

    @Test
    void workThatWroteIsNotRepeated() {
        Positions positions = (Positions) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Positions.class},
                (proxy, method, arguments) -> method.getReturnType() == String.class ? "default" : null);
        assertThatThrownBy(() -> ReplicationScope.<String, SQLException>onReplicaRepeatable(() -> {
                    unit().ledger().in(positions).markWritten();
                    return run(Mark.LOST);
                }))
                .hasMessage("failed");
        assertThat(runs).hasSize(1);
    }

    @Test
    void insideAnotherScopeItRunsOnce() {
        assertThatThrownBy(() -> ReplicationScope.onReplica(
                        () -> ReplicationScope.<String, SQLException>onReplicaRepeatable(() -> run(Mark.LOST))))
                .hasMessage("failed");
        assertThat(runs).containsExactly(Target.REPLICA);
    }

    @Test
    void whatWentWellRunsOnce() throws SQLException {
        assertThat(ReplicationScope.<String, SQLException>onReplicaRepeatable(() -> run(null)))
                .isEqualTo("value 1");
    }
}
