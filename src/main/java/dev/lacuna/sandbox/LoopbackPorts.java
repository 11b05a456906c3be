package dev.lacuna.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// The two ports of a sandbox, seen to be free on the loopback interface a moment ago.
///
/// Kafka leaves a half-started server behind when a port turns out to be taken, so that is found out first.
record LoopbackPorts(int clients, int controller) {

    static final String HOST = "127.0.0.1";

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

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName(HOST));
    }
}
