package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.RouteConflictException;
import io.github.jdbcreplicated.internal.routing.Keyword;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement that is prepared where it is executed: parameters are recorded until then.
 */
class RoutedPreparedStatement extends RoutedStatement implements PreparedStatement {
    private final String sql;

    /** The {@link Keyword#place} of the SQL's. */
    private final byte keyword;

    /** One bit each, as one statement is made for most reads. */
    private byte facts;

    /** Of {@link #facts}: parameters went to the driver's statement since it was made; another server would not have them. */
    private static final int FORWARDED = 1;

    /** Parameters of the next execution have gone to where they belong: then the others follow. */
    private static final int SETTLED = 1 << 1;

    /** They are recorded for another lease than the current, on which this statement was made. */
    private static final int RECORDS_ALTHOUGH_CURRENT = 1 << 2;

    /** What was set while there was no server, in order; null while nothing was. */
    private @Nullable Binding recorded;

    RoutedPreparedStatement(RoutedConnection handle, String sql) {
        super(handle);
        this.sql = sql;
        this.keyword = Keyword.of(sql).place();
    }

    RoutedPreparedStatement(RoutedConnection handle, String sql, @Nullable StatementSettings settings) {
        super(handle, settings);
        this.sql = sql;
        this.keyword = Keyword.of(sql).place();
    }

    /** A statement for which preparing takes more than the SQL. */
    static RoutedPreparedStatement of(
            RoutedConnection handle,
            String sql,
            @Nullable StatementSettings settings,
            RoutedConnection.Question<PreparedStatement> preparation) {
        return new RoutedPreparedStatement(handle, sql, settings) {
            @Override
            PreparedStatement prepare(Connection lease) throws SQLException {
                return preparation.answer(lease);
            }
        };
    }

    /** Prepares the driver's statement on a lease. */
    PreparedStatement prepare(Connection lease) throws SQLException {
        return lease.prepareStatement(sql);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        PreparedStatement statement = readyToExecute();
        try {
            return wrap(statement.executeQuery());
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            handle.answered();
        }
    }

    @Override
    public int executeUpdate() throws SQLException {
        return ask(readyToExecute(), statement -> prepared(statement).executeUpdate());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return ask(readyToExecute(), statement -> prepared(statement).executeLargeUpdate());
    }

    @Override
    public boolean execute() throws SQLException {
        return ask(readyToExecute(), statement -> prepared(statement).execute());
    }

    /** Needs its server from the first set of parameters on: a batch recorded here would be held in memory twice. */
    @Override
    public void addBatch() throws SQLException {
        tell(ready(), statement -> prepared(statement).addBatch());
    }

    @Override
    public void addBatch(String ignored) throws SQLException {
        throw new SQLException("A prepared statement takes no SQL in addBatch", "42601");
    }

    @Override
    public void clearBatch() throws SQLException {
        PreparedStatement statement = onCurrentLease();
        if (statement != null) {
            tell(statement, Statement::clearBatch);
        }
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return ask(readyToExecute(), Statement::executeBatch);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return ask(readyToExecute(), Statement::executeLargeBatch);
    }

    @Override
    public void clearParameters() throws SQLException {
        PreparedStatement statement = onCurrentLease();
        forget();
        if (statement != null) {
            tell(statement, order -> prepared(order).clearParameters());
        }
    }

    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        return ask(attached(), statement -> prepared(statement).getMetaData());
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return ask(attached(), statement -> prepared(statement).getParameterMetaData());
    }

    @Override
    public String toString() {
        String sent = super.toString();
        return sent.endsWith("[not sent]") ? sql : sent;
    }

    @Override
    Keyword expected() {
        return Keyword.at(keyword);
    }

    @Override
    boolean isPoolableByDefault() {
        return true;
    }

    @Override
    PreparedStatement create(Connection lease) throws SQLException {
        if (is(FORWARDED)) {
            throw new RouteConflictException(
                    "A prepared statement of cluster '" + handle.cluster().name()
                            + "' has parameters on a node that its connection has left since; set them after the work that moved"
                            + " it (a write, or a scope that was opened)");
        }
        PreparedStatement statement = prepare(lease);
        bindRecorded(statement);
        return statement;
    }

    /** Until now the parameters were kept: what was made before may have failed. */
    @Override
    void created() {
        note(FORWARDED, recorded != null);
        note(RECORDS_ALTHOUGH_CURRENT, false);
        recorded = null;
    }

    /** Sets a parameter on the driver's statement, or records it while there is none where it will be executed. */
    final void bind(Binding binding) throws SQLException {
        PreparedStatement statement = onCurrentLease();
        if (statement == null || isForElsewhere()) {
            recorded = recorded == null ? binding : recorded.then(binding);
            return;
        }
        note(FORWARDED, true);
        try {
            binding.bind(statement);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Decided with the first parameter of an execution: a scope may have been opened since the one before. */
    private boolean isForElsewhere() {
        if (!is(SETTLED)) {
            boolean leaves = handle.wouldLeave(expected());
            note(RECORDS_ALTHOUGH_CURRENT, leaves);
            note(FORWARDED, is(FORWARDED) && !leaves);
            note(SETTLED, true);
        }
        return is(RECORDS_ALTHOUGH_CURRENT);
    }

    private PreparedStatement readyToExecute() throws SQLException {
        PreparedStatement statement = ready();
        note(SETTLED, false);
        return statement;
    }

    private PreparedStatement ready() throws SQLException {
        PreparedStatement statement = prepared(ready(expected()));
        if (recorded != null) {
            tell(statement, made -> bindRecorded(prepared(made)));
            created();
        }
        return statement;
    }

    private void bindRecorded(PreparedStatement statement) throws SQLException {
        if (recorded != null) {
            recorded.bind(statement);
        }
    }

    /** Null also where there is one on a lease that was left: its parameters are set anew on the next. */
    private @Nullable PreparedStatement onCurrentLease() throws SQLException {
        Statement statement = open();
        if (statement == null) {
            note(FORWARDED, false);
            return null;
        }
        return prepared(statement);
    }

    private void forget() {
        recorded = null;
        note(FORWARDED, false);
        note(SETTLED, false);
        note(RECORDS_ALTHOUGH_CURRENT, false);
    }

    private boolean is(int fact) {
        return (facts & fact) != 0;
    }

    private void note(int fact, boolean holds) {
        facts = (byte) (holds ? facts | fact : facts & ~fact);
    }

    private static PreparedStatement prepared(Statement statement) {
        return (PreparedStatement) statement;
    }

    /** Sets one parameter, or several. */
    @FunctionalInterface
    interface Binding {
        void bind(PreparedStatement statement) throws SQLException;

        /** Answers one that does this and then {@code next}; this is not used any more. */
        default Binding then(Binding next) {
            return new Bindings(this).then(next);
        }
    }

    /** Several parameters, in the order in which they were set; a single one needs no list. */
    private static final class Bindings implements Binding {
        private final List<Binding> inOrder = new ArrayList<>();

        Bindings(Binding first) {
            inOrder.add(first);
        }

        @Override
        public Binding then(Binding next) {
            inOrder.add(next);
            return this;
        }

        @Override
        public void bind(PreparedStatement statement) throws SQLException {
            for (Binding binding : inOrder) {
                binding.bind(statement);
            }
        }
    }

    // ---- Parameters

    @Override
    public void setArray(int parameterIndex, Array x) throws SQLException {
        bind(statement -> statement.setArray(parameterIndex, x));
    }

    @Override
    public void setAsciiStream(int parameterIndex, InputStream x) throws SQLException {
        bind(statement -> statement.setAsciiStream(parameterIndex, x));
    }

    @Override
    public void setAsciiStream(int parameterIndex, InputStream x, int length) throws SQLException {
        bind(statement -> statement.setAsciiStream(parameterIndex, x, length));
    }

    @Override
    public void setAsciiStream(int parameterIndex, InputStream x, long length) throws SQLException {
        bind(statement -> statement.setAsciiStream(parameterIndex, x, length));
    }

    @Override
    public void setBigDecimal(int parameterIndex, BigDecimal x) throws SQLException {
        bind(statement -> statement.setBigDecimal(parameterIndex, x));
    }

    @Override
    public void setBinaryStream(int parameterIndex, InputStream x) throws SQLException {
        bind(statement -> statement.setBinaryStream(parameterIndex, x));
    }

    @Override
    public void setBinaryStream(int parameterIndex, InputStream x, int length) throws SQLException {
        bind(statement -> statement.setBinaryStream(parameterIndex, x, length));
    }

    @Override
    public void setBinaryStream(int parameterIndex, InputStream x, long length) throws SQLException {
        bind(statement -> statement.setBinaryStream(parameterIndex, x, length));
    }

    @Override
    public void setBlob(int parameterIndex, InputStream inputStream) throws SQLException {
        bind(statement -> statement.setBlob(parameterIndex, inputStream));
    }

    @Override
    public void setBlob(int parameterIndex, Blob x) throws SQLException {
        bind(statement -> statement.setBlob(parameterIndex, x));
    }

    @Override
    public void setBlob(int parameterIndex, InputStream inputStream, long length) throws SQLException {
        bind(statement -> statement.setBlob(parameterIndex, inputStream, length));
    }

    @Override
    public void setBoolean(int parameterIndex, boolean x) throws SQLException {
        bind(statement -> statement.setBoolean(parameterIndex, x));
    }

    @Override
    public void setByte(int parameterIndex, byte x) throws SQLException {
        bind(statement -> statement.setByte(parameterIndex, x));
    }

    @Override
    public void setBytes(int parameterIndex, byte[] x) throws SQLException {
        bind(statement -> statement.setBytes(parameterIndex, x));
    }

    @Override
    public void setCharacterStream(int parameterIndex, Reader reader) throws SQLException {
        bind(statement -> statement.setCharacterStream(parameterIndex, reader));
    }

    @Override
    public void setCharacterStream(int parameterIndex, Reader reader, int length) throws SQLException {
        bind(statement -> statement.setCharacterStream(parameterIndex, reader, length));
    }

    @Override
    public void setCharacterStream(int parameterIndex, Reader reader, long length) throws SQLException {
        bind(statement -> statement.setCharacterStream(parameterIndex, reader, length));
    }

    @Override
    public void setClob(int parameterIndex, Reader reader) throws SQLException {
        bind(statement -> statement.setClob(parameterIndex, reader));
    }

    @Override
    public void setClob(int parameterIndex, Clob x) throws SQLException {
        bind(statement -> statement.setClob(parameterIndex, x));
    }

    @Override
    public void setClob(int parameterIndex, Reader reader, long length) throws SQLException {
        bind(statement -> statement.setClob(parameterIndex, reader, length));
    }

    @Override
    public void setDate(int parameterIndex, Date x) throws SQLException {
        bind(statement -> statement.setDate(parameterIndex, x));
    }

    @Override
    public void setDate(int parameterIndex, Date x, Calendar cal) throws SQLException {
        bind(statement -> statement.setDate(parameterIndex, x, cal));
    }

    @Override
    public void setDouble(int parameterIndex, double x) throws SQLException {
        bind(statement -> statement.setDouble(parameterIndex, x));
    }

    @Override
    public void setFloat(int parameterIndex, float x) throws SQLException {
        bind(statement -> statement.setFloat(parameterIndex, x));
    }

    @Override
    public void setInt(int parameterIndex, int x) throws SQLException {
        bind(statement -> statement.setInt(parameterIndex, x));
    }

    @Override
    public void setLong(int parameterIndex, long x) throws SQLException {
        bind(statement -> statement.setLong(parameterIndex, x));
    }

    @Override
    public void setNCharacterStream(int parameterIndex, Reader value) throws SQLException {
        bind(statement -> statement.setNCharacterStream(parameterIndex, value));
    }

    @Override
    public void setNCharacterStream(int parameterIndex, Reader value, long length) throws SQLException {
        bind(statement -> statement.setNCharacterStream(parameterIndex, value, length));
    }

    @Override
    public void setNClob(int parameterIndex, Reader reader) throws SQLException {
        bind(statement -> statement.setNClob(parameterIndex, reader));
    }

    @Override
    public void setNClob(int parameterIndex, NClob value) throws SQLException {
        bind(statement -> statement.setNClob(parameterIndex, value));
    }

    @Override
    public void setNClob(int parameterIndex, Reader reader, long length) throws SQLException {
        bind(statement -> statement.setNClob(parameterIndex, reader, length));
    }

    @Override
    public void setNString(int parameterIndex, String value) throws SQLException {
        bind(statement -> statement.setNString(parameterIndex, value));
    }

    @Override
    public void setNull(int parameterIndex, int sqlType) throws SQLException {
        bind(statement -> statement.setNull(parameterIndex, sqlType));
    }

    @Override
    public void setNull(int parameterIndex, int sqlType, String typeName) throws SQLException {
        bind(statement -> statement.setNull(parameterIndex, sqlType, typeName));
    }

    @Override
    public void setObject(int parameterIndex, Object x) throws SQLException {
        bind(statement -> statement.setObject(parameterIndex, x));
    }

    @Override
    public void setObject(int parameterIndex, Object x, int targetSqlType) throws SQLException {
        bind(statement -> statement.setObject(parameterIndex, x, targetSqlType));
    }

    @Override
    public void setObject(int parameterIndex, Object x, SQLType targetSqlType) throws SQLException {
        bind(statement -> statement.setObject(parameterIndex, x, targetSqlType));
    }

    @Override
    public void setObject(int parameterIndex, Object x, int targetSqlType, int scaleOrLength) throws SQLException {
        bind(statement -> statement.setObject(parameterIndex, x, targetSqlType, scaleOrLength));
    }

    @Override
    public void setObject(int parameterIndex, Object x, SQLType targetSqlType, int scaleOrLength) throws SQLException {
        bind(statement -> statement.setObject(parameterIndex, x, targetSqlType, scaleOrLength));
    }

    @Override
    public void setRef(int parameterIndex, Ref x) throws SQLException {
        bind(statement -> statement.setRef(parameterIndex, x));
    }

    @Override
    public void setRowId(int parameterIndex, RowId x) throws SQLException {
        bind(statement -> statement.setRowId(parameterIndex, x));
    }

    @Override
    public void setSQLXML(int parameterIndex, SQLXML xmlObject) throws SQLException {
        bind(statement -> statement.setSQLXML(parameterIndex, xmlObject));
    }

    @Override
    public void setShort(int parameterIndex, short x) throws SQLException {
        bind(statement -> statement.setShort(parameterIndex, x));
    }

    @Override
    public void setString(int parameterIndex, String x) throws SQLException {
        bind(statement -> statement.setString(parameterIndex, x));
    }

    @Override
    public void setTime(int parameterIndex, Time x) throws SQLException {
        bind(statement -> statement.setTime(parameterIndex, x));
    }

    @Override
    public void setTime(int parameterIndex, Time x, Calendar cal) throws SQLException {
        bind(statement -> statement.setTime(parameterIndex, x, cal));
    }

    @Override
    public void setTimestamp(int parameterIndex, Timestamp x) throws SQLException {
        bind(statement -> statement.setTimestamp(parameterIndex, x));
    }

    @Override
    public void setTimestamp(int parameterIndex, Timestamp x, Calendar cal) throws SQLException {
        bind(statement -> statement.setTimestamp(parameterIndex, x, cal));
    }

    @Override
    public void setURL(int parameterIndex, URL x) throws SQLException {
        bind(statement -> statement.setURL(parameterIndex, x));
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public void setUnicodeStream(int parameterIndex, InputStream x, int length) throws SQLException {
        bind(statement -> statement.setUnicodeStream(parameterIndex, x, length));
    }
}
