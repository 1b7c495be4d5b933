package io.github.jdbcreplicated.testkit.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The port that clients connect to: open, or closed so that the system refuses them. Belongs to one thread at a time. */
final class Listener {

    private static final int BACKLOG = 128;
    private static final int ATTEMPTS = 200;
    private static final long PAUSE_NANOS = 10_000_000;

    private final InetSocketAddress address;
    private final Consumer<Socket> whenAccepted;
    private @Nullable ServerSocket socket;

    Listener(InetSocketAddress address, Consumer<Socket> whenAccepted) {
        this.address = address;
        this.whenAccepted = whenAccepted;
    }

    void open() {
        if (socket != null) {
            return;
        }
        try {
            ServerSocket opened = bind();
            socket = opened;
            Thread thread = new Thread(() -> accept(opened), "testkit-accept-" + address.getPort());
            thread.setDaemon(true);
            thread.start();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot listen on " + address, failure);
        }
    }

    void close() {
        ServerSocket open = socket;
        socket = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot stop listening on " + address, failure);
        }
    }

    /** Somebody may be trying out the port at this very moment, to see whether it is free. */
    private ServerSocket bind() throws IOException {
        for (int attempt = 1; ; attempt++) {
            ServerSocket fresh = new ServerSocket();
            try {
                fresh.setReuseAddress(true);
                fresh.bind(address, BACKLOG);
                return fresh;
            } catch (BindException taken) {
                fresh.close();
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void accept(ServerSocket open) {
        while (!open.isClosed()) {
            try {
                whenAccepted.accept(open.accept());
            } catch (IOException closedOrClientGone) {
                LockSupport.parkNanos(open.isClosed() ? 0 : PAUSE_NANOS);
            }
        }
    }
}
