package dev.lacuna.sandbox;

/// Ports of 127.0.0.1 on which nobody listens, and which no system hands out to whoever connects: they stay free until
/// a test takes them.
public final class FreePorts {

    private FreePorts() {}

    /// Another one at each call.
    public static int next() throws SandboxException {
        return LoopbackPorts.choose(0).clients();
    }
}
