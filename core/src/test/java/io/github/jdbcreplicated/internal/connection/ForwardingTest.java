package io.github.jdbcreplicated.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.internal.connection.RecordingDriver.Call;
import io.github.jdbcreplicated.internal.connection.RecordingDriver.Own;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every method of the running JDK's JDBC interfaces reaches the driver's object on the lease, and its failures return. */
class ForwardingTest {
    private static final RecordingDriver PRIMARY = new RecordingDriver();
    private static final RecordingDriver REPLICA = new RecordingDriver();
    private static final ReplicatedDataSource DATA_SOURCE = ReplicatedDataSource.builder()
            .primary("primary", PRIMARY)
            .replica("replica-1", REPLICA)
            .build();

    private static final List<Class<?>> INTERFACES = List.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            CallableStatement.class,
            ResultSet.class,
            DatabaseMetaData.class);

    /** What we answer ourselves, or pass on in another form, and why. */
    private static final Map<String, String> OURS = Map.ofEntries(
            Map.entry("Connection.createStatement", "statements are lazy"),
            Map.entry("Connection.prepareStatement", "statements are lazy"),
            Map.entry("Connection.prepareCall", "statements are lazy"),
            Map.entry("Connection.getAutoCommit", "recorded, so that no server is needed"),
            Map.entry("Connection.isReadOnly", "recorded, so that no server is needed"),
            Map.entry("Connection.getTransactionIsolation", "recorded, so that no server is needed"),
            Map.entry("Connection.getTypeMap", "recorded, so that no server is needed"),
            Map.entry("Connection.getMetaData", "metadata leads back to the handle"),
            Map.entry("Connection.setClientInfo(String,String)", "all entries are set at once, with the pool's own"),
            Map.entry("Connection.close", "gives the lease back, as it came"),
            Map.entry("Statement.getConnection", "leads back to the handle"),
            Map.entry("Statement.addBatch", "recorded until a server is chosen"),
            Map.entry("Statement.clearBatch", "recorded until a server is chosen"),
            Map.entry("Statement.getResultSetType", "recorded when the statement was created"),
            Map.entry("Statement.getResultSetConcurrency", "recorded when the statement was created"),
            Map.entry("Statement.getResultSetHoldability", "recorded when the statement was created"),
            Map.entry("Statement.isCloseOnCompletion", "recorded, so that no server is needed"),
            Map.entry("Statement.getMaxRows", "recorded, so that no server is needed"),
            Map.entry("Statement.getLargeMaxRows", "recorded, so that no server is needed"),
            Map.entry("Statement.setLargeMaxRows", "not every driver has it: set as setMaxRows where it fits"),
            Map.entry("ResultSet.getStatement", "leads back to the routed statement"),
            Map.entry("DatabaseMetaData.getConnection", "leads back to the handle"),
            Map.entry("Wrapper.unwrap", "our own type first, tested where it pins"),
            Map.entry("Wrapper.isWrapperFor", "our own type first, tested where it pins"));

    /** Methods whose failure the caller does not see, or is not told to the unit, and why. */
    private static final Map<String, String> SILENT = Map.of(
            "Connection.isValid", "a node that cannot answer is not valid",
            "DatabaseMetaData.getDriverMajorVersion", "throws nothing by its signature",
            "DatabaseMetaData.getDriverMinorVersion", "throws nothing by its signature",
            "Connection.abort", "the application ended it: that tells nothing about the node");

    static List<Class<?>> interfaces() {
        return INTERFACES;
    }

    private static Stream<Method> methodsOf(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getDeclaringClass() == type || method.getDeclaringClass() == Wrapper.class);
    }

    private static Stream<Method> forwardedOf(Class<?> type) {
        return methodsOf(type).filter(method -> reason(OURS, method) == null);
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void noMethodIsLeftToItsDefault(Class<?> type) {
        assertAll(methodsOf(type).map(method -> () -> isImplemented(method)));
    }

    private static void isImplemented(Method method) throws Exception {
        try (Fixture fixture = new Fixture()) {
            Class<?> ours = fixture.wrapperFor(method).getClass();
            Method implemented = ours.getMethod(method.getName(), method.getParameterTypes());
            assertThat(implemented.getDeclaringClass().isInterface())
                    .as("%s is left to the default of %s", method, implemented.getDeclaringClass())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void aCallReachesTheLeaseOnceAndItsAnswerComesBack(Class<?> type) {
        assertAll(forwardedOf(type).map(method -> () -> isForwarded(method)));
    }

    private static void isForwarded(Method method) throws Exception {
        try (Fixture fixture = new Fixture()) {
            Object wrapper = fixture.wrapperFor(method);
            Object[] arguments = argumentsFor(method);
            REPLICA.reset();
            Object answer = method.invoke(wrapper, arguments);
            assertThat(callsOf(method)).as("calls of %s", method).containsExactly(Arrays.asList(arguments));
            assertSame(method, answer, REPLICA.answerTo(method));
        }
        assertThat(PRIMARY.calls).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void aFailureComesBackAsItIsAndMarksTheUnit(Class<?> type) {
        assertAll(forwardedOf(type)
                .filter(method -> reason(SILENT, method) == null)
                .map(method -> () -> failsAsTheDriverDoes(method)));
    }

    private static void failsAsTheDriverDoes(Method method) throws Exception {
        try (Fixture fixture = new Fixture()) {
            Object wrapper = fixture.wrapperFor(method);
            SQLException failure = Arrays.asList(method.getExceptionTypes()).contains(SQLClientInfoException.class)
                    ? new SQLClientInfoException("read-only", "25006", Map.of())
                    : new SQLException("read-only", "25006");
            REPLICA.failAt(method, failure);
            Throwable thrown = catchThrowable(() -> method.invoke(wrapper, argumentsFor(method)));
            REPLICA.reset();
            assertThat(thrown).as("%s", method).isInstanceOf(InvocationTargetException.class);
            assertThat(thrown.getCause()).isSameAs(failure);
            assertThat(failure.getSuppressed()).as("advice of %s", method).hasSize(1);
            assertThat(fixture.unit.marks()).as("%s", method).containsExactly(Mark.REFUSED);
        }
    }

    @Test
    void whatIsListedAsOursExists() {
        assertThat(Stream.concat(OURS.keySet().stream(), SILENT.keySet().stream()))
                .allSatisfy(name -> assertThat(INTERFACES.stream()
                                .flatMap(ForwardingTest::methodsOf)
                                .flatMap(ForwardingTest::namesOf))
                        .contains(name));
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void afterCloseEveryMethodThatNeedsTheConnectionFails(Class<?> type) {
        assertAll(methodsOf(type).map(method -> () -> failsAfterClose(method)));
    }

    @ParameterizedTest
    @ValueSource(classes = {Statement.class, PreparedStatement.class, CallableStatement.class})
    void afterItsOwnCloseEveryMethodOfAStatementFails(Class<?> type) {
        assertAll(methodsOf(type)
                .filter(method -> method.getDeclaringClass() == type)
                .map(method -> () -> failsAfterItsOwnClose(method)));
    }

    private static void failsAfterItsOwnClose(Method method) throws Exception {
        try (Fixture fixture = new Fixture()) {
            Object wrapper = fixture.wrapperFor(method);
            ((Statement) wrapper).close();
            REPLICA.reset();
            Throwable thrown = catchThrowable(() -> method.invoke(wrapper, argumentsFor(method)));
            if (List.of("close", "isClosed").contains(method.getName())) {
                assertThat(thrown).isNull();
            } else {
                assertThat(thrown).as("%s after close", method).isInstanceOf(InvocationTargetException.class);
                assertThat(thrown.getCause()).isInstanceOf(SQLException.class).hasMessageContaining("closed");
                assertThat(REPLICA.calls).isEmpty();
            }
        }
    }

    private static void failsAfterClose(Method method) throws Exception {
        Fixture fixture = new Fixture();
        Object wrapper = fixture.wrapperFor(method);
        fixture.close();
        REPLICA.reset();
        Throwable thrown = catchThrowable(() -> method.invoke(wrapper, argumentsFor(method)));
        if (List.of("close", "isClosed", "abort", "isValid", "getDriverMajorVersion", "getDriverMinorVersion")
                .contains(method.getName())) {
            assertThat(thrown).isNull();
        } else if (wrapper instanceof ResultSet) {
            // A driver's results answer for themselves: they know that they are closed.
            assertThat(fixture.handle.isClosed()).isTrue();
        } else {
            assertThat(thrown).as("%s after close", method).isInstanceOf(InvocationTargetException.class);
            assertThat(thrown.getCause()).isInstanceOf(SQLException.class).hasMessageContaining("closed");
            assertThat(REPLICA.calls).isEmpty();
        }
        assertThat(PRIMARY.calls).isEmpty();
    }

    private static Object[] argumentsFor(Method method) throws ReflectiveOperationException {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = RecordingDriver.argument(types[i], i);
        }
        return arguments;
    }

    private static List<List<Object>> callsOf(Method method) {
        return REPLICA.calls.stream()
                .filter(call -> call.method().equals(method))
                .map(Call::arguments)
                .toList();
    }

    private static void assertSame(Method method, Object answer, Object expected) throws SQLException {
        if (expected instanceof ResultSet) {
            assertThat(answer).isInstanceOf(RoutedResultSet.class);
            assertThat(((ResultSet) answer).unwrap(Own.class)).isSameAs(expected);
        } else if (method.getReturnType().isPrimitive()) {
            assertThat(answer).isEqualTo(expected);
        } else {
            assertThat(answer).isSameAs(expected);
        }
    }

    private static String reason(Map<String, String> reasons, Method method) {
        return namesOf(method)
                .map(reasons::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** {@code Type.name}, and that with the types of its parameters. */
    private static Stream<String> namesOf(Method method) {
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        return Stream.of(
                name,
                name
                        + Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .collect(Collectors.joining(",", "(", ")")));
    }

    /** A handle in a transaction on the replica, with all that can be made on it. */
    private static final class Fixture implements AutoCloseable {
        final UnitOfWork unit = UnitOfWork.inferring(Target.REPLICA);
        final Connection handle;
        private final ReplicationScope scope = ReplicationScope.join(unit);
        private final Statement statement;
        private final PreparedStatement prepared;
        private final CallableStatement call;
        private final ResultSet rows;

        Fixture() throws SQLException {
            PRIMARY.reset();
            REPLICA.reset();
            handle = DATA_SOURCE.getConnection();
            handle.setAutoCommit(false);
            statement = handle.createStatement();
            prepared = handle.prepareStatement("SELECT 1");
            call = handle.prepareCall("SELECT 1");
            rows = statement.executeQuery("SELECT 1");
            prepared.executeQuery();
            call.executeQuery();
        }

        Object wrapperFor(Method method) throws SQLException {
            Class<?> type = method.getDeclaringClass();
            if (type == Connection.class || type == Wrapper.class) {
                return handle;
            }
            if (type == Statement.class) {
                return statement;
            }
            if (type == PreparedStatement.class) {
                return prepared;
            }
            if (type == CallableStatement.class) {
                return call;
            }
            return type == ResultSet.class ? rows : handle.getMetaData();
        }

        @Override
        public void close() throws SQLException {
            try (scope) {
                handle.close();
            }
        }
    }
}
