package io.github.jdbcreplicated.internal.cluster;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/** Describes a failure to people without the driver's text, which may carry URLs, user names or row data. */
final class Failure {
    private Failure() {}

    static String describe(Throwable failure) {
        if (causes(failure).anyMatch(UnknownHostException.class::isInstance)) {
            return "its host name cannot be resolved";
        }
        String state = sqlState(failure);
        return state.isEmpty() ? failure.getClass().getSimpleName() : meaning(state) + "SQLSTATE " + state;
    }

    /** Wrong user, password or database: waiting does not mend it. */
    static boolean isAboutLogin(Throwable failure) {
        String state = sqlState(failure);
        return state.startsWith("28") || state.equals("3D000");
    }

    /** Feature not supported: what PostgreSQL answers to SERIALIZABLE on a hot standby. */
    static boolean isAboutIsolation(Throwable failure) {
        return sqlState(failure).equals("0A000");
    }

    /** The server, or the way to it, said what is wrong; pools have nothing to say when they are used up. */
    static boolean isOfServer(Throwable failure) {
        return !sqlState(failure).isEmpty() || causes(failure).anyMatch(UnknownHostException.class::isInstance);
    }

    /** The server cannot be reached, or is starting or stopping: its probe will see when that is over. */
    static boolean isAboutReach(Throwable failure) {
        String state = sqlState(failure);
        return state.startsWith("08") || state.startsWith("57P0");
    }

    /**
     * No answer came in the time that was given for it: a server that is only busy looks the same. A driver that gives up a
     * login has no cause to tell, in contrast to one that was refused.
     */
    static boolean isTimeOut(Throwable failure) {
        boolean told = causes(failure).anyMatch(IOException.class::isInstance);
        return causes(failure)
                        .anyMatch(cause ->
                                cause instanceof SocketTimeoutException || cause instanceof SQLTimeoutException)
                || (!told && sqlState(failure).equals("08001"));
    }

    /** What is asked over its pool alone is not known to be silent: its time-outs are all there is to go by. */
    static boolean isOnlySilence(Node node, Throwable failure) {
        return node.hasProbe() && isTimeOut(failure);
    }

    /** This machine is short of threads, memory or files, or the thread was interrupted: no server is to blame. */
    static boolean isOwnTrouble(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof OutOfMemoryError
                        || cause instanceof RejectedExecutionException
                        || cause instanceof InterruptedException
                        || String.valueOf(cause.getMessage()).contains("Too many open files"));
    }

    private static String meaning(String state) {
        if (state.startsWith("28")) {
            return "wrong user name or password, ";
        }
        return switch (state) {
            case "3D000" -> "no such database, ";
            case "08001" -> "it cannot be reached, ";
            case "53300" -> "it has no connections left, ";
            case "57P03" -> "it is starting up or shutting down, ";
            default -> "";
        };
    }

    private static String sqlState(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(state -> state != null && !state.isEmpty())
                .reduce("", (outer, inner) -> inner);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
