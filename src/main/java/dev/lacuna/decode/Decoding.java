package dev.lacuna.decode;

import dev.lacuna.decode.schema.DecodeException;
import dev.lacuna.decode.schema.MissingSchemaException;
import dev.lacuna.decode.schema.PayloadDecoder;
import dev.lacuna.decode.schema.SchemaId;
import dev.lacuna.decode.schema.SchemaSettings;
import dev.lacuna.decode.schema.Schemas;
import dev.lacuna.decode.schema.WireFormat;
import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.decode.walk.JsonText;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.PayloadFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the payloads of one source are read: what was said about their format, and the schemas at hand. For all
/// threads.
public final class Decoding implements AutoCloseable {

    private final Schemas schemas;

    private Decoding(Schemas schemas) {
        this.schemas = schemas;
    }

    /// @param properties among others, those about payloads; see [SchemaSettings]
    public static Decoding of(Map<String, String> properties) throws DecodeException {
        return new Decoding(Schemas.of(SchemaSettings.of(properties)));
    }

    /// Nothing was said and no schema is given.
    public static Decoding none() {
        try {
            return new Decoding(Schemas.of(SchemaSettings.NONE));
        } catch (DecodeException e) {
            throw new IllegalStateException("nothing can't be wrong", e);
        }
    }

    /// Whether payloads of that format are read by a decoder that walks over bytes, as other than JSON are.
    public static boolean isWalked(PayloadFormat format) {
        return switch (format) {
            case AVRO, PROTOBUF, MSGPACK, CBOR -> true;
            case AUTO, JSON, TEXT, BYTES -> false;
        };
    }

    /// An event's payload as it is to be given to what reads it here: some serializers say in a header of which schema
    /// it is.
    public static @Nullable Bytes payload(Event event) {
        return WireFormat.of(event);
    }

    /// The format that holds: the one asked for, else the one that was set, else the one that a sample shows.
    ///
    /// @param asked AUTO: nobody asked for one
    public Optional<Detection> said(PayloadFormat asked) {
        PayloadFormat format =
                asked != PayloadFormat.AUTO ? asked : schemas.settings().format();
        return format == PayloadFormat.AUTO ? Optional.empty() : Optional.of(Detection.said(format));
    }

    /// Finds out from a sample of [payloads][#payload]. May wait for the registry.
    public Detection detect(List<? extends @Nullable Bytes> sample) {
        return new FormatProbe(schemas).detect(sample);
    }

    /// Whether the registry has given any schema.
    public boolean hasAnswered() {
        return schemas.hasAnswered();
    }

    PayloadDecoder decoder(PayloadFormat format) {
        return schemas.decoder(format, true);
    }

    /// Reads whole payloads of a format, for one thread. May wait for the registry.
    public PayloadReader reader(PayloadFormat format) {
        return switch (format) {
            case JSON, AVRO, PROTOBUF, MSGPACK, CBOR -> new PayloadReader(decoder(format));
            case AUTO, TEXT, BYTES -> new PayloadReader(null);
        };
    }

    /// Asks the registry for the schemas that these [payloads][#payload] name, so that [#json] knows them. May wait for
    /// it.
    public void learn(PayloadFormat format, List<? extends @Nullable Bytes> values) {
        if (!schemas.hasRegistry() || (format != PayloadFormat.AVRO && format != PayloadFormat.PROTOBUF)) {
            return;
        }
        Set<SchemaId> ids = new HashSet<>();
        for (Bytes value : values) {
            if (value != null && WireFormat.begins(value) && ids.add(WireFormat.id(value))) {
                schemas.schema(WireFormat.id(value));
            }
        }
    }

    /// A [payload][#payload] of a format other than JSON as JSON, for people; without waiting for anything.
    ///
    /// @param most roughly how many bytes of JSON are wanted
    /// @return empty where it can't be read, or is text or bytes
    public Optional<String> json(PayloadFormat format, Bytes payload, int most) {
        if (format == PayloadFormat.JSON && WireFormat.begins(payload)) {
            return Optional.ofNullable(JsonFields.bare(payload).strictText());
        }
        return isWalked(format) && !payload.isEmpty()
                ? json(schemas.decoder(format, false), payload, most)
                : Optional.empty();
    }

    static Optional<String> json(PayloadDecoder decoder, Bytes payload, int most) {
        ByteCursor cursor = new ByteCursor();
        cursor.over(payload);
        JsonText text = new JsonText(most);
        try {
            decoder.read(cursor, text);
        } catch (JsonText.FullException e) {
            return Optional.of(text.text()); // the beginning is what was asked for
        } catch (BrokenPayloadException | MissingSchemaException e) {
            return Optional.empty();
        }
        return Optional.of(text.text());
    }

    @Override
    public void close() {
        schemas.close();
    }
}
