package dev.lacuna.cli;

import dev.lacuna.decode.schema.DecodeException;
import dev.lacuna.decode.schema.SchemaSettings;
import dev.lacuna.model.PayloadFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the payloads of a source are read: as what, and by which schemas. What is given here wins over a
/// profile.
final class PayloadOptions {

    @Option(
            names = "--format",
            paramLabel = "auto|json|text|bytes|avro|protobuf|msgpack|cbor",
            description = "How values are to be read. Default: by the profile, or a sample.")
    private @Nullable PayloadFormat format;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description = "The registry of the values' schemas (Confluent's). Credentials stand in a profile or"
                    + " --command-config: basic.auth.user.info.")
    private @Nullable String registry;

    @Option(
            names = "--schema-file",
            paramLabel = "FILE",
            description =
                    "The schema of the values: .avsc, .proto or a descriptor set (.desc). Of several the last is it;"
                            + " those before are what it refers to.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--schema-message",
            paramLabel = "NAME",
            description = "Which message of a Protobuf schema file. Default: its only one.")
    private @Nullable String message;

    /// AUTO where none was asked for.
    PayloadFormat format() {
        return format == null ? PayloadFormat.AUTO : format;
    }

    /// Puts what was given over what a profile says.
    ///
    /// @throws CommandException when a format needs a schema and there is none
    void putInto(Map<String, String> properties) throws CommandException {
        put(properties, SchemaSettings.FORMAT, format == null ? null : format.id());
        put(properties, SchemaSettings.REGISTRY, registry);
        put(properties, SchemaSettings.MESSAGE, message);
        put(
                properties,
                SchemaSettings.FILES,
                files.isEmpty() ? null : files.stream().map(Path::toString).collect(Collectors.joining(",")));
        try {
            SchemaSettings settings = SchemaSettings.of(properties);
            boolean needed = settings.format() == PayloadFormat.AVRO || settings.format() == PayloadFormat.PROTOBUF;
            if (needed && !settings.hasSchemas()) {
                throw CommandException.usage("Format " + settings.format().id()
                        + " can't be read without a schema: give --schema-registry URL or --schema-file FILE.");
            }
        } catch (DecodeException e) {
            throw CommandException.usage(e.getMessage());
        }
    }

    /// The options that the next command needs too.
    String hint() {
        StringBuilder options = new StringBuilder(ConnectionOptions.option("--schema-registry", registry));
        files.forEach(file -> options.append(ConnectionOptions.option("--schema-file", file)));
        return options.append(ConnectionOptions.option("--schema-message", message))
                .toString();
    }

    /// The same for a line that may be typed in another folder.
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (registry != null) {
            words.addAll(List.of("--schema-registry", registry));
        }
        files.forEach(file -> words.addAll(
                List.of("--schema-file", file.toAbsolutePath().normalize().toString())));
        if (message != null) {
            words.addAll(List.of("--schema-message", message));
        }
        return words;
    }

    private static void put(Map<String, String> properties, String key, @Nullable String value) {
        if (value != null) {
            properties.put(key, value);
        }
    }
}
