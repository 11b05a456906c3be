package dev.lacuna.cli;

import dev.lacuna.model.PayloadFormat;
import dev.lacuna.settings.Profile;
import dev.lacuna.settings.SettingsException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.SourceWords;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which source: an address or a profile's name, with the options that Kafka's own tools take.
final class SourceOptions {

    private static final String WHICH =
            "Which source? Give kafka://HOST:PORT, segments:DIR, a profile's name, or --bootstrap-server HOST:PORT.";

    private static final String KAFKA = "kafka://";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SOURCE",
            description = "kafka://HOST:PORT[,…], segments:DIR (a data folder), or a profile.")
    private @Nullable String source;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "The brokers to connect to, instead of SOURCE.")
    private @Nullable String bootstrapServer;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Kafka client properties; of a data folder, server.properties.")
    private @Nullable Path commandConfig;

    @Option(
            names = "--command-property",
            paramLabel = "KEY=VALUE",
            description = "One such property; wins over --command-config.")
    private Map<String, String> commandProperties = new LinkedHashMap<>();

    @Mixin
    private PayloadOptions payloads = new PayloadOptions();

    /// As what payloads are to be read; AUTO where nothing was asked for.
    PayloadFormat format() {
        return payloads.format();
    }

    boolean isGiven() {
        return source != null || bootstrapServer != null || commandConfig != null;
    }

    SourceSpec spec(Session session) throws CommandException, SettingsException {
        if (source != null && bootstrapServer != null) {
            throw CommandException.usage("Give either SOURCE or --bootstrap-server, not both.");
        }
        SpecBuilder opening = layers(session);
        String uri = source != null && isAddress(source) ? source : null;
        if (bootstrapServer != null) {
            uri = KAFKA + bootstrapServer;
        }
        if (uri == null && !opening.servers().isEmpty()) {
            uri = KAFKA + opening.servers();
        }
        if (uri == null) {
            throw CommandException.usage(WHICH);
        }
        return opening.spec(uri);
    }

    /// All that is set, each layer over the one before it.
    SpecBuilder layers(Session session) throws CommandException, SettingsException {
        var opening = new SpecBuilder();
        if (source != null && !isAddress(source)) {
            opening.profile(profile(source, session), "profile " + source);
        }
        opening.environment(session.environment());
        if (commandConfig != null) {
            opening.profile(Profile.ofFile(commandConfig), "flag --command-config " + commandConfig);
        }
        opening.flags(commandProperties, "flag --command-property");
        opening.payloads(payloads);
        return opening;
    }

    private static Profile profile(String name, Session session) throws CommandException, SettingsException {
        if (name.isBlank()) {
            throw CommandException.usage(WHICH);
        }
        try {
            return Profile.load(name, session.folders().profiles());
        } catch (SettingsException e) {
            if (new File(name).isDirectory()) {
                throw CommandException.usage("'" + name + "' is a folder. To open logs in it, write segments:" + name);
            }
            throw e;
        }
    }

    /// The spec of another cluster, named by an address or a profile.
    ///
    /// @param config client properties that go with it, over those of the profile
    static SourceSpec other(String text, @Nullable Path config, Session session)
            throws CommandException, SettingsException {
        var opening = new SpecBuilder();
        if (!isAddress(text)) {
            opening.profile(Profile.load(text, session.folders().profiles()), "profile " + text);
        }
        if (config != null) {
            opening.profile(Profile.ofFile(config), "flag --to-command-config " + config);
        }
        if (isAddress(text)) {
            return opening.spec(text);
        }
        if (opening.servers().isEmpty()) {
            throw CommandException.usage("The profile '" + text + "' has no bootstrap.servers.");
        }
        return opening.spec(KAFKA + opening.servers());
    }

    /// What was given as SOURCE, if anything was.
    Optional<String> given() {
        return Optional.ofNullable(source);
    }

    /// The name of the profile or properties file, without its folder; empty where neither was given.
    String profileName() {
        if (commandConfig != null) {
            return String.valueOf(commandConfig.getFileName());
        }
        return source == null || isAddress(source) ? "" : source;
    }

    /// How it was named, for lines that may be typed in another folder.
    SourceWords words() {
        return new SourceWords(
                source == null || isAddress(source) ? "" : source,
                commandConfig == null
                        ? ""
                        : commandConfig.toAbsolutePath().normalize().toString(),
                payloads.words());
    }

    /// The options by which `run` and `verify` connect like this, for whoever types the next command.
    String hint() {
        return ConnectionOptions.option("--profile", source == null || isAddress(source) ? null : source)
                + ConnectionOptions.option("--command-config", commandConfig)
                + payloads.hint();
    }

    /// The same source once more, for whoever types the next command; never a property's value, which may be a secret.
    String again() {
        return (source == null ? "" : " " + ShellWords.quoted(source))
                + ConnectionOptions.option("--bootstrap-server", bootstrapServer)
                + ConnectionOptions.option("--command-config", commandConfig)
                + payloads.hint();
    }

    static boolean isAddress(String source) {
        return source.contains("://") || source.startsWith("segments:") || source.startsWith("capture:");
    }
}
