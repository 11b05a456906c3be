package dev.lacuna.cli;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.settings.Profile;
import dev.lacuna.settings.SettingsException;
import dev.lacuna.source.SourceSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How to connect to the addresses that a plan names.
final class ConnectionOptions {

    @Option(names = "--profile", paramLabel = "NAME", description = "The profile to connect with.")
    private @Nullable String profile;

    @Option(names = "--command-config", paramLabel = "FILE", description = "Kafka client properties.")
    private @Nullable Path commandConfig;

    @Option(
            names = "--command-property",
            paramLabel = "KEY=VALUE",
            description = "One Kafka client property; wins over --command-config.")
    private Map<String, String> commandProperties = new LinkedHashMap<>();

    @Option(
            names = "--to-profile",
            paramLabel = "NAME",
            description = "The profile for the target, where it is another cluster or needs other rights.")
    private @Nullable String toProfile;

    @Option(
            names = "--to-command-config",
            paramLabel = "FILE",
            description = "Kafka client properties of the target, likewise.")
    private @Nullable Path toCommandConfig;

    @Mixin
    private PayloadOptions payloads = new PayloadOptions();

    SourceSpec source(ReplayPlan plan, Session session) throws CommandException, SettingsException {
        return spec(plan.from().uri(), profile, commandConfig, session);
    }

    SourceSpec source(RewindPlan plan, Session session) throws CommandException, SettingsException {
        if (namesTarget()) {
            throw CommandException.usage(
                    "A rewind has no other target: leave out --to-profile and --to-command-config.");
        }
        return spec(plan.uri(), profile, commandConfig, session);
    }

    SourceSpec target(ReplayPlan plan, Session session) throws CommandException, SettingsException {
        return namesTarget()
                ? spec(plan.to().uri(), toProfile, toCommandConfig, session)
                : spec(plan.to().uri(), profile, commandConfig, session);
    }

    /// The options that the next command needs too; never a property's value, which may be a secret.
    String hint() {
        return option("--profile", profile)
                + option("--command-config", commandConfig)
                + option("--to-profile", toProfile)
                + option("--to-command-config", toCommandConfig)
                + payloads.hint();
    }

    static String option(String name, @Nullable Object value) {
        return value == null ? "" : " " + name + " " + ShellWords.quoted(value.toString());
    }

    private boolean namesTarget() {
        return toProfile != null || toCommandConfig != null;
    }

    private SourceSpec spec(String uri, @Nullable String name, @Nullable Path config, Session session)
            throws CommandException, SettingsException {
        var opening = new SpecBuilder();
        if (name != null) {
            opening.profile(Profile.load(name, session.folders().profiles()), "profile " + name);
        }
        opening.environment(session.environment());
        if (config != null) {
            opening.profile(Profile.ofFile(config), "flag --command-config " + config);
        }
        opening.flags(commandProperties, "flag --command-property");
        opening.payloads(payloads);
        return opening.spec(uri);
    }
}
