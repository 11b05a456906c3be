package dev.lacuna.sandbox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a sandbox is to be started with.
///
/// @param port where clients connect on 127.0.0.1; 0 takes any free port
/// @param dataFolder where the log is kept and found again; empty: a temporary folder, deleted on close
/// @param brokerProperties broker settings by Kafka's own names, which win over the sandbox's
public record SandboxSettings(int port, Optional<Path> dataFolder, Map<String, String> brokerProperties) {

    private static final int HIGHEST_PORT = 65_535;

    public SandboxSettings {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "A port is a number from 0 (any free one) to " + HIGHEST_PORT + ", not " + port + ".");
        }
        brokerProperties = Map.copyOf(brokerProperties);
    }

    /// Any free port and a folder that goes with the sandbox.
    public static SandboxSettings temporary() {
        return new SandboxSettings(0, Optional.empty(), Map.of());
    }

    public SandboxSettings withPort(int newPort) {
        return new SandboxSettings(newPort, dataFolder, brokerProperties);
    }

    public SandboxSettings withDataFolder(Path folder) {
        return new SandboxSettings(port, Optional.of(folder), brokerProperties);
    }

    public SandboxSettings withBrokerSetting(String name, String value) {
        var properties = new HashMap<>(brokerProperties);
        properties.put(name, value);
        return new SandboxSettings(port, dataFolder, properties);
    }
}
