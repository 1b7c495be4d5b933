package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.testkit.PostgresNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes every connection that a server has, those of the shop too, and any that gets free. */
final class Crowd implements AutoCloseable {
    private static final String TOO_MANY = "53300";
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final PostgresNode node;
    private final Queue<Connection> taken = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::press, "crowd");

    /** Written once by whoever ends it. */
    private volatile boolean over;

    private Crowd(PostgresNode node) {
        this.node = node;
        thread.setDaemon(true);
    }

    static Crowd in(PostgresNode node) throws SQLException {
        Crowd crowd = new Crowd(node);
        node.network().refuse();
        node.network().reset();
        crowd.fill();
        crowd.thread.start();
        node.network().heal();
        return crowd;
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        over = true;
        thread.join();
        for (Connection connection : taken) {
            connection.close();
        }
    }

    private void press() {
        while (!over) {
            try {
                fill();
            } catch (SQLException busy) {
                over = true;
            }
            Await.passes(PAUSE);
        }
    }

    /** Until the server has none left. */
    private void fill() throws SQLException {
        try {
            while (!over) {
                taken.add(DriverManager.getConnection(node.directUrl(), node.user(), node.password()));
            }
        } catch (SQLException full) {
            if (!TOO_MANY.equals(full.getSQLState())) {
                throw full;
            }
        }
    }
}
