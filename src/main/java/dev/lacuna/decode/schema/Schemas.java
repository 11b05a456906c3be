package dev.lacuna.decode.schema;

import dev.lacuna.decode.packed.CborWalker;
import dev.lacuna.decode.packed.MessagePackWalker;
import dev.lacuna.model.PayloadFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The schemas that one source's payloads are read by. For all threads; what it makes is for one.
public final class Schemas implements AutoCloseable {

    private static final SchemaTrouble NOT_ASKED = new SchemaTrouble(
            SchemaTrouble.Kind.NO_SCHEMA, SchemaTrouble.NO_ID, "its schema was not asked for yet", "Scan first.");

    private final SchemaSettings settings;
    private final @Nullable SchemaRegistry registry;
    private final @Nullable PayloadSchema local;

    private Schemas(SchemaSettings settings, @Nullable SchemaRegistry registry, @Nullable PayloadSchema local) {
        this.settings = settings;
        this.registry = registry;
        this.local = local;
    }

    /// Reads the files that are named; the registry is asked when the first payload needs it.
    public static Schemas of(SchemaSettings settings) throws DecodeException {
        SchemaRegistry registry = settings.registries().isEmpty()
                ? null
                : new SchemaRegistry(new RegistryClient(settings), System::nanoTime);
        PayloadSchema local = settings.files().isEmpty() ? null : LocalSchemas.read(settings.files());
        if (local instanceof PayloadSchema.Protobuf(var files)
                && settings.message().isPresent()
                && files.message(settings.message().get()).isEmpty()) {
            throw new DecodeException(
                    "The schema file " + settings.files().getLast() + " has no message '"
                            + settings.message().get() + "'. It has " + String.join(", ", files.names()) + ".",
                    null);
        }
        return new Schemas(settings, registry, local);
    }

    public SchemaSettings settings() {
        return settings;
    }

    /// What the given file says; empty where none was given.
    public Optional<PayloadSchema> local() {
        return Optional.ofNullable(local);
    }

    public boolean hasRegistry() {
        return registry != null;
    }

    /// That schema of the registry; may wait for it.
    public SchemaAnswer schema(SchemaId id) {
        return registry == null ? new SchemaAnswer.Missing(missing(PayloadFormat.AVRO)) : registry.schema(id);
    }

    /// Whether the registry has given any schema, so that it is likely the one that the payloads name.
    public boolean hasAnswered() {
        return registry != null && registry.hasAnswered();
    }

    /// A decoder of payloads that text and bytes don't need. For a stream of JSON there are quicker ways to single
    /// fields.
    ///
    /// @param asking whether it may wait for the registry; else it uses only what is known already
    public PayloadDecoder decoder(PayloadFormat format, boolean asking) {
        return switch (format) {
            case MSGPACK -> PayloadDecoder.of("MSGPACK", new MessagePackWalker());
            case CBOR -> PayloadDecoder.of("CBOR", new CborWalker());
            case AVRO, PROTOBUF -> bySchema(format, asking);
            case JSON -> PayloadDecoder.of("JSON", new JsonWalker());
            case AUTO, TEXT, BYTES -> throw new IllegalArgumentException("no decoder for " + format);
        };
    }

    private PayloadDecoder bySchema(PayloadFormat format, boolean asking) {
        if (local != null && (local.format() == format || registry == null)) {
            return LocalDecoder.of(local, settings.message());
        }
        SchemaRegistry asked = registry;
        if (asked == null) {
            return PayloadDecoder.without(format.name(), missing(format));
        }
        return new RegistryDecoder(format.name(), id -> asking ? asked.schema(id) : known(asked, id));
    }

    private static SchemaAnswer known(SchemaRegistry registry, SchemaId id) {
        SchemaAnswer known = registry.known(id);
        return known == null ? new SchemaAnswer.Missing(NOT_ASKED) : known;
    }

    private static SchemaTrouble missing(PayloadFormat format) {
        return new SchemaTrouble(
                SchemaTrouble.Kind.NO_SCHEMA,
                SchemaTrouble.NO_ID,
                "no schema was given for " + format.id(),
                "Give --schema-registry URL or --schema-file FILE, or set them in a profile.");
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
    }
}
