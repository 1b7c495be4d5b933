package io.github.jdbcreplicated.internal.connection;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A call that chooses its server where it is executed; registered and named parameters are recorded until then.
 *
 * <p>What goes through here is the driver's matter, nulls included.
 */
@NullUnmarked
final class RoutedCallableStatement extends RoutedPreparedStatement implements CallableStatement {
    private final RoutedConnection.Question<CallableStatement> preparation;

    RoutedCallableStatement(
            RoutedConnection handle,
            String sql,
            @Nullable StatementSettings settings,
            RoutedConnection.Question<CallableStatement> preparation) {
        super(handle, sql, settings);
        this.preparation = preparation;
    }

    @Override
    CallableStatement prepare(Connection lease) throws SQLException {
        return preparation.answer(lease);
    }

    private CallableStatement call() throws SQLException {
        return (CallableStatement) attached();
    }

    private void bindCall(CallBinding binding) throws SQLException {
        bind(statement -> binding.bind((CallableStatement) statement));
    }

    /** Sets or registers one parameter. */
    @FunctionalInterface
    private interface CallBinding {
        void bind(CallableStatement call) throws SQLException;
    }

    @Override
    public Array getArray(String parameterName) throws SQLException {
        try {
            return call().getArray(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Array getArray(int parameterIndex) throws SQLException {
        try {
            return call().getArray(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public BigDecimal getBigDecimal(String parameterName) throws SQLException {
        try {
            return call().getBigDecimal(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public BigDecimal getBigDecimal(int parameterIndex) throws SQLException {
        try {
            return call().getBigDecimal(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public BigDecimal getBigDecimal(int parameterIndex, int scale) throws SQLException {
        try {
            return call().getBigDecimal(parameterIndex, scale);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Blob getBlob(String parameterName) throws SQLException {
        try {
            return call().getBlob(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Blob getBlob(int parameterIndex) throws SQLException {
        try {
            return call().getBlob(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean getBoolean(String parameterName) throws SQLException {
        try {
            return call().getBoolean(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean getBoolean(int parameterIndex) throws SQLException {
        try {
            return call().getBoolean(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public byte getByte(String parameterName) throws SQLException {
        try {
            return call().getByte(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public byte getByte(int parameterIndex) throws SQLException {
        try {
            return call().getByte(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public byte[] getBytes(String parameterName) throws SQLException {
        try {
            return call().getBytes(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public byte[] getBytes(int parameterIndex) throws SQLException {
        try {
            return call().getBytes(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Reader getCharacterStream(String parameterName) throws SQLException {
        try {
            return call().getCharacterStream(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Reader getCharacterStream(int parameterIndex) throws SQLException {
        try {
            return call().getCharacterStream(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Clob getClob(String parameterName) throws SQLException {
        try {
            return call().getClob(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Clob getClob(int parameterIndex) throws SQLException {
        try {
            return call().getClob(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Date getDate(String parameterName) throws SQLException {
        try {
            return call().getDate(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Date getDate(int parameterIndex) throws SQLException {
        try {
            return call().getDate(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Date getDate(String parameterName, Calendar cal) throws SQLException {
        try {
            return call().getDate(parameterName, cal);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Date getDate(int parameterIndex, Calendar cal) throws SQLException {
        try {
            return call().getDate(parameterIndex, cal);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public double getDouble(String parameterName) throws SQLException {
        try {
            return call().getDouble(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public double getDouble(int parameterIndex) throws SQLException {
        try {
            return call().getDouble(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public float getFloat(String parameterName) throws SQLException {
        try {
            return call().getFloat(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public float getFloat(int parameterIndex) throws SQLException {
        try {
            return call().getFloat(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public int getInt(String parameterName) throws SQLException {
        try {
            return call().getInt(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public int getInt(int parameterIndex) throws SQLException {
        try {
            return call().getInt(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public long getLong(String parameterName) throws SQLException {
        try {
            return call().getLong(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public long getLong(int parameterIndex) throws SQLException {
        try {
            return call().getLong(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Reader getNCharacterStream(String parameterName) throws SQLException {
        try {
            return call().getNCharacterStream(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Reader getNCharacterStream(int parameterIndex) throws SQLException {
        try {
            return call().getNCharacterStream(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public NClob getNClob(String parameterName) throws SQLException {
        try {
            return call().getNClob(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public NClob getNClob(int parameterIndex) throws SQLException {
        try {
            return call().getNClob(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public String getNString(String parameterName) throws SQLException {
        try {
            return call().getNString(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public String getNString(int parameterIndex) throws SQLException {
        try {
            return call().getNString(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Object getObject(String parameterName) throws SQLException {
        try {
            return call().getObject(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Object getObject(int parameterIndex) throws SQLException {
        try {
            return call().getObject(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public <T> T getObject(String parameterName, Class<T> type) throws SQLException {
        try {
            return call().getObject(parameterName, type);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Object getObject(String parameterName, Map<String, Class<?>> map) throws SQLException {
        try {
            return call().getObject(parameterName, map);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public <T> T getObject(int parameterIndex, Class<T> type) throws SQLException {
        try {
            return call().getObject(parameterIndex, type);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Object getObject(int parameterIndex, Map<String, Class<?>> map) throws SQLException {
        try {
            return call().getObject(parameterIndex, map);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Ref getRef(String parameterName) throws SQLException {
        try {
            return call().getRef(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Ref getRef(int parameterIndex) throws SQLException {
        try {
            return call().getRef(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public RowId getRowId(String parameterName) throws SQLException {
        try {
            return call().getRowId(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public RowId getRowId(int parameterIndex) throws SQLException {
        try {
            return call().getRowId(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public SQLXML getSQLXML(String parameterName) throws SQLException {
        try {
            return call().getSQLXML(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public SQLXML getSQLXML(int parameterIndex) throws SQLException {
        try {
            return call().getSQLXML(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public short getShort(String parameterName) throws SQLException {
        try {
            return call().getShort(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public short getShort(int parameterIndex) throws SQLException {
        try {
            return call().getShort(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public String getString(String parameterName) throws SQLException {
        try {
            return call().getString(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public String getString(int parameterIndex) throws SQLException {
        try {
            return call().getString(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Time getTime(String parameterName) throws SQLException {
        try {
            return call().getTime(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Time getTime(int parameterIndex) throws SQLException {
        try {
            return call().getTime(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Time getTime(String parameterName, Calendar cal) throws SQLException {
        try {
            return call().getTime(parameterName, cal);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Time getTime(int parameterIndex, Calendar cal) throws SQLException {
        try {
            return call().getTime(parameterIndex, cal);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Timestamp getTimestamp(String parameterName) throws SQLException {
        try {
            return call().getTimestamp(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Timestamp getTimestamp(int parameterIndex) throws SQLException {
        try {
            return call().getTimestamp(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Timestamp getTimestamp(String parameterName, Calendar cal) throws SQLException {
        try {
            return call().getTimestamp(parameterName, cal);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Timestamp getTimestamp(int parameterIndex, Calendar cal) throws SQLException {
        try {
            return call().getTimestamp(parameterIndex, cal);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public URL getURL(String parameterName) throws SQLException {
        try {
            return call().getURL(parameterName);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public URL getURL(int parameterIndex) throws SQLException {
        try {
            return call().getURL(parameterIndex);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void registerOutParameter(String parameterName, int sqlType) throws SQLException {
        bindCall(call -> call.registerOutParameter(parameterName, sqlType));
    }

    @Override
    public void registerOutParameter(String parameterName, SQLType sqlType) throws SQLException {
        bindCall(call -> call.registerOutParameter(parameterName, sqlType));
    }

    @Override
    public void registerOutParameter(int parameterIndex, int sqlType) throws SQLException {
        bindCall(call -> call.registerOutParameter(parameterIndex, sqlType));
    }

    @Override
    public void registerOutParameter(int parameterIndex, SQLType sqlType) throws SQLException {
        bindCall(call -> call.registerOutParameter(parameterIndex, sqlType));
    }

    @Override
    public void registerOutParameter(String parameterName, int sqlType, String typeName) throws SQLException {
        bindCall(call -> call.registerOutParameter(parameterName, sqlType, typeName));
    }

    @Override
    public void registerOutParameter(String parameterName, int sqlType, int scale) throws SQLException {
        bindCall(call -> call.registerOutParameter(parameterName, sqlType, scale));
    }

    @Override
    public void registerOutParameter(String parameterName, SQLType sqlType, String typeName) throws SQLException {
        bindCall(call -> call.registerOutParameter(parameterName, sqlType, typeName));
    }

    @Override
    public void registerOutParameter(String parameterName, SQLType sqlType, int scale) throws SQLException {
        bindCall(call -> call.registerOutParameter(parameterName, sqlType, scale));
    }

    @Override
    public void registerOutParameter(int parameterIndex, int sqlType, String typeName) throws SQLException {
        bindCall(call -> call.registerOutParameter(parameterIndex, sqlType, typeName));
    }

    @Override
    public void registerOutParameter(int parameterIndex, int sqlType, int scale) throws SQLException {
        bindCall(call -> call.registerOutParameter(parameterIndex, sqlType, scale));
    }

    @Override
    public void registerOutParameter(int parameterIndex, SQLType sqlType, String typeName) throws SQLException {
        bindCall(call -> call.registerOutParameter(parameterIndex, sqlType, typeName));
    }

    @Override
    public void registerOutParameter(int parameterIndex, SQLType sqlType, int scale) throws SQLException {
        bindCall(call -> call.registerOutParameter(parameterIndex, sqlType, scale));
    }

    @Override
    public void setAsciiStream(String parameterName, InputStream x) throws SQLException {
        bindCall(call -> call.setAsciiStream(parameterName, x));
    }

    @Override
    public void setAsciiStream(String parameterName, InputStream x, int length) throws SQLException {
        bindCall(call -> call.setAsciiStream(parameterName, x, length));
    }

    @Override
    public void setAsciiStream(String parameterName, InputStream x, long length) throws SQLException {
        bindCall(call -> call.setAsciiStream(parameterName, x, length));
    }

    @Override
    public void setBigDecimal(String parameterName, BigDecimal x) throws SQLException {
        bindCall(call -> call.setBigDecimal(parameterName, x));
    }

    @Override
    public void setBinaryStream(String parameterName, InputStream x) throws SQLException {
        bindCall(call -> call.setBinaryStream(parameterName, x));
    }

    @Override
    public void setBinaryStream(String parameterName, InputStream x, int length) throws SQLException {
        bindCall(call -> call.setBinaryStream(parameterName, x, length));
    }

    @Override
    public void setBinaryStream(String parameterName, InputStream x, long length) throws SQLException {
        bindCall(call -> call.setBinaryStream(parameterName, x, length));
    }

    @Override
    public void setBlob(String parameterName, InputStream inputStream) throws SQLException {
        bindCall(call -> call.setBlob(parameterName, inputStream));
    }

    @Override
    public void setBlob(String parameterName, Blob x) throws SQLException {
        bindCall(call -> call.setBlob(parameterName, x));
    }

    @Override
    public void setBlob(String parameterName, InputStream inputStream, long length) throws SQLException {
        bindCall(call -> call.setBlob(parameterName, inputStream, length));
    }

    @Override
    public void setBoolean(String parameterName, boolean x) throws SQLException {
        bindCall(call -> call.setBoolean(parameterName, x));
    }

    @Override
    public void setByte(String parameterName, byte x) throws SQLException {
        bindCall(call -> call.setByte(parameterName, x));
    }

    @Override
    public void setBytes(String parameterName, byte[] x) throws SQLException {
        bindCall(call -> call.setBytes(parameterName, x));
    }

    @Override
    public void setCharacterStream(String parameterName, Reader reader) throws SQLException {
        bindCall(call -> call.setCharacterStream(parameterName, reader));
    }

    @Override
    public void setCharacterStream(String parameterName, Reader reader, int length) throws SQLException {
        bindCall(call -> call.setCharacterStream(parameterName, reader, length));
    }

    @Override
    public void setCharacterStream(String parameterName, Reader reader, long length) throws SQLException {
        bindCall(call -> call.setCharacterStream(parameterName, reader, length));
    }

    @Override
    public void setClob(String parameterName, Reader reader) throws SQLException {
        bindCall(call -> call.setClob(parameterName, reader));
    }

    @Override
    public void setClob(String parameterName, Clob x) throws SQLException {
        bindCall(call -> call.setClob(parameterName, x));
    }

    @Override
    public void setClob(String parameterName, Reader reader, long length) throws SQLException {
        bindCall(call -> call.setClob(parameterName, reader, length));
    }

    @Override
    public void setDate(String parameterName, Date x) throws SQLException {
        bindCall(call -> call.setDate(parameterName, x));
    }

    @Override
    public void setDate(String parameterName, Date x, Calendar cal) throws SQLException {
        bindCall(call -> call.setDate(parameterName, x, cal));
    }

    @Override
    public void setDouble(String parameterName, double x) throws SQLException {
        bindCall(call -> call.setDouble(parameterName, x));
    }

    @Override
    public void setFloat(String parameterName, float x) throws SQLException {
        bindCall(call -> call.setFloat(parameterName, x));
    }

    @Override
    public void setInt(String parameterName, int x) throws SQLException {
        bindCall(call -> call.setInt(parameterName, x));
    }

    @Override
    public void setLong(String parameterName, long x) throws SQLException {
        bindCall(call -> call.setLong(parameterName, x));
    }

    @Override
    public void setNCharacterStream(String parameterName, Reader value) throws SQLException {
        bindCall(call -> call.setNCharacterStream(parameterName, value));
    }

    @Override
    public void setNCharacterStream(String parameterName, Reader value, long length) throws SQLException {
        bindCall(call -> call.setNCharacterStream(parameterName, value, length));
    }

    @Override
    public void setNClob(String parameterName, Reader reader) throws SQLException {
        bindCall(call -> call.setNClob(parameterName, reader));
    }

    @Override
    public void setNClob(String parameterName, NClob value) throws SQLException {
        bindCall(call -> call.setNClob(parameterName, value));
    }

    @Override
    public void setNClob(String parameterName, Reader reader, long length) throws SQLException {
        bindCall(call -> call.setNClob(parameterName, reader, length));
    }

    @Override
    public void setNString(String parameterName, String value) throws SQLException {
        bindCall(call -> call.setNString(parameterName, value));
    }

    @Override
    public void setNull(String parameterName, int sqlType) throws SQLException {
        bindCall(call -> call.setNull(parameterName, sqlType));
    }

    @Override
    public void setNull(String parameterName, int sqlType, String typeName) throws SQLException {
        bindCall(call -> call.setNull(parameterName, sqlType, typeName));
    }

    @Override
    public void setObject(String parameterName, Object x) throws SQLException {
        bindCall(call -> call.setObject(parameterName, x));
    }

    @Override
    public void setObject(String parameterName, Object x, int targetSqlType) throws SQLException {
        bindCall(call -> call.setObject(parameterName, x, targetSqlType));
    }

    @Override
    public void setObject(String parameterName, Object x, SQLType targetSqlType) throws SQLException {
        bindCall(call -> call.setObject(parameterName, x, targetSqlType));
    }

    @Override
    public void setObject(String parameterName, Object x, int targetSqlType, int scale) throws SQLException {
        bindCall(call -> call.setObject(parameterName, x, targetSqlType, scale));
    }

    @Override
    public void setObject(String parameterName, Object x, SQLType targetSqlType, int scaleOrLength)
            throws SQLException {
        bindCall(call -> call.setObject(parameterName, x, targetSqlType, scaleOrLength));
    }

    @Override
    public void setRowId(String parameterName, RowId x) throws SQLException {
        bindCall(call -> call.setRowId(parameterName, x));
    }

    @Override
    public void setSQLXML(String parameterName, SQLXML xmlObject) throws SQLException {
        bindCall(call -> call.setSQLXML(parameterName, xmlObject));
    }

    @Override
    public void setShort(String parameterName, short x) throws SQLException {
        bindCall(call -> call.setShort(parameterName, x));
    }

    @Override
    public void setString(String parameterName, String x) throws SQLException {
        bindCall(call -> call.setString(parameterName, x));
    }

    @Override
    public void setTime(String parameterName, Time x) throws SQLException {
        bindCall(call -> call.setTime(parameterName, x));
    }

    @Override
    public void setTime(String parameterName, Time x, Calendar cal) throws SQLException {
        bindCall(call -> call.setTime(parameterName, x, cal));
    }

    @Override
    public void setTimestamp(String parameterName, Timestamp x) throws SQLException {
        bindCall(call -> call.setTimestamp(parameterName, x));
    }

    @Override
    public void setTimestamp(String parameterName, Timestamp x, Calendar cal) throws SQLException {
        bindCall(call -> call.setTimestamp(parameterName, x, cal));
    }

    @Override
    public void setURL(String parameterName, URL val) throws SQLException {
        bindCall(call -> call.setURL(parameterName, val));
    }

    @Override
    public boolean wasNull() throws SQLException {
        try {
            return call().wasNull();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
