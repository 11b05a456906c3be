package dev.lacuna.cli;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.settings.Profile;
import dev.lacuna.settings.SettingsException;
import dev.lacuna.source.SourceSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How to connect to the addresses that a plan names.
final class ConnectionOptions {

    @Option(names = "--command-config", paramLabel = "FILE", description = "Kafka client properties.")
    private @Nullable Path commandConfig;

    @Option(
            names = "--command-property",
            paramLabel = "KEY=VALUE",
            description = "One Kafka client property; wins over --command-config.")
    private Map<String, String> commandProperties = new LinkedHashMap<>();

    @Option(
            names = "--to-command-config",
            paramLabel = "FILE",
            description = "Kafka client properties of the target, where it is another cluster.")
    private @Nullable Path toCommandConfig;

    SourceSpec source(ReplayPlan plan) throws SettingsException {
        return spec(plan.from().uri(), commandConfig);
    }

    SourceSpec target(ReplayPlan plan) throws SettingsException {
        return spec(plan.to().uri(), toCommandConfig == null ? commandConfig : toCommandConfig);
    }

    private SourceSpec spec(String uri, @Nullable Path config) throws SettingsException {
        Map<String, String> properties = new LinkedHashMap<>();
        boolean readOnly = false;
        if (config != null) {
            Profile profile = Profile.of(config.toString(), Profile.read(config));
            properties.putAll(profile.client());
            readOnly = profile.readOnly();
        }
        properties.putAll(commandProperties);
        properties.remove("bootstrap.servers");
        return new SourceSpec(uri, properties, readOnly);
    }
}
