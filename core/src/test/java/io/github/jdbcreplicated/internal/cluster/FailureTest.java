package io.github.jdbcreplicated.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.Test;

/** What a driver's exception says of the server. */
class FailureTest {
    @Test
    void whatTookTooLongIsATimeOut() {
        assertThat(Failure.isTimeOut(new SQLException("I/O", "08006", new SocketTimeoutException("Read timed out"))))
                .isTrue();
        assertThat(Failure.isTimeOut(new SQLException("attempt", "08001", new SocketTimeoutException("connect"))))
                .isTrue();
        assertThat(Failure.isTimeOut(new SQLTimeoutException("too long"))).isTrue();
        assertThat(Failure.isTimeOut(new SQLException("Connection attempt timed out.", "08001")))
                .as("a login that was given up")
                .isTrue();
    }

    @Test
    void whatWasRefusedOrEndedIsNone() {
        assertThat(Failure.isTimeOut(new SQLException("refused", "08001", new ConnectException())))
                .isFalse();
        assertThat(Failure.isTimeOut(new SQLException("unknown", "08001", new UnknownHostException())))
                .isFalse();
        assertThat(Failure.isTimeOut(new SQLException("I/O", "08006", new SocketException("Connection reset"))))
                .isFalse();
        assertThat(Failure.isTimeOut(new SQLException("I/O", "08006", new EOFException())))
                .isFalse();
        assertThat(Failure.isTimeOut(new SQLException("I/O", "08006"))).isFalse();
        assertThat(Failure.isTimeOut(new SQLException("starting up", "57P03"))).isFalse();
        assertThat(Failure.isTimeOut(new SQLException("password", "28P01"))).isFalse();
    }
}
