package io.github.jdbcreplicated.testkit.internal.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that go down and come back.
 *
 * <p>They lie below the ranges from which systems take the near end of outgoing connections (Linux 32768, IANA 49152);
 * from there a port could be taken away while its server is down.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 200;

    /** Handed out in this JVM, so that no two clusters are given the same one before either listens. */
    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port of the loopback address on which nobody listens now. */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (TAKEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + FIRST + " and " + LAST);
    }

    /** The address that servers and the network in front of them listen on. */
    public static InetSocketAddress loopback(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Four bytes are an address", impossible);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(loopback(port));
            return true;
        } catch (BindException taken) {
            return false;
        } catch (IOException failure) {
            throw new IllegalStateException("Cannot listen on the loopback address", failure);
        }
    }
}
