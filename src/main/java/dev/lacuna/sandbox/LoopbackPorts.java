package dev.lacuna.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// The two ports of a sandbox, seen to be free on the loopback interface a moment ago.
///
/// Kafka leaves a half-started server behind when a port turns out to be taken, so that is found out first. And it
/// stays so: systems hand out ports above [#HIGHEST] to whoever connects anywhere, so one of those may be some client's
/// when the broker comes to it, or while the broker is down for a moment.
record LoopbackPorts(int clients, int controller) {

    static final String HOST = "127.0.0.1";

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int MOST_ATTEMPTS = 100;

    /// Goes round: who asks twice gets two, also where nobody holds the first yet.
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(HIGHEST - LOWEST));

    /// @param wanted the clients' port, or 0 for any free one
    static LoopbackPorts choose(int wanted) throws SandboxException {
        // Both are held at once, so that the second can't be the first again.
        try (ServerSocket clients = bind(wanted);
                ServerSocket controller = bind(0)) {
            return new LoopbackPorts(clients.getLocalPort(), controller.getLocalPort());
        } catch (IOException e) {
            String port = wanted == 0 ? "No free port" : "Port " + wanted;
            throw new SandboxException(
                    port + " on " + HOST + " can't be opened for the sandbox: " + e.getMessage()
                            + ". Stop the program that holds it, or choose another port (0 takes any free one).",
                    e);
        }
    }

    private static ServerSocket bind(int wanted) throws IOException {
        if (wanted != 0) {
            return open(wanted);
        }
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return open(LOWEST + Math.floorMod(NEXT.getAndIncrement(), HIGHEST - LOWEST));
            } catch (BindException e) {
                // somebody else's
            }
        }
        return open(0);
    }

    private static ServerSocket open(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName(HOST));
    }
}
