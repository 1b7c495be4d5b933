package io.github.jdbcreplicated.demo.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Where the application will listen; looked at before the servers are started, as that takes a while. */
record ListenAddress(String address, int port) {
    private static final int HIGHEST_PORT = 65_535;

    static ListenAddress of(Environment environment) {
        Binder binder = Binder.get(environment);
        return new ListenAddress(
                environment.getProperty("server.address", "127.0.0.1"),
                binder.bind("server.port", Integer.class).orElse(8080));
    }

    /** Fails with what to do about it if nobody could listen there. */
    void requireFree() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new StartFailedException(
                    "server.port is '" + port + "'; allowed is 0 (any free port) to " + HIGHEST_PORT + ".",
                    "Choose another port: ./demo/run --server.port=8081");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(resolved(), port));
        } catch (IOException e) {
            throw new StartFailedException(
                    "Nothing can listen on " + address + ":" + port + ": " + e.getMessage() + ".",
                    "Stop what listens there, or choose another port: ./demo/run --server.port=8081",
                    e);
        }
    }

    private InetAddress resolved() {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new StartFailedException(
                    "server.address is '" + address + "', which is no address of this machine.",
                    "Leave it out, or choose one: ./demo/run --server.address=0.0.0.0",
                    e);
        }
    }
}
