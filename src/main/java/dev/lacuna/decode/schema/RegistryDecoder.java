package dev.lacuna.decode.schema;

import dev.lacuna.decode.avro.AvroWalker;
import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.decode.walk.PayloadWalker;
import dev.lacuna.decode.walk.ValueSink;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Reads payloads in Confluent's wire format, each by the schema that it names.
final class RegistryDecoder implements PayloadDecoder {

    private static final int MOST = 500;

    private final String fallbackName;
    private final Function<SchemaId, SchemaAnswer> schemas;
    private final Map<SchemaId, Reading> readings = new HashMap<>();
    private String name;

    private interface Reading {
        String name();

        void read(ByteCursor in, ValueSink sink) throws BrokenPayloadException;
    }

    private record Plain(String name, PayloadWalker walker) implements Reading {
        @Override
        public void read(ByteCursor in, ValueSink sink) throws BrokenPayloadException {
            walker.walk(in, sink);
        }
    }

    private record Messages(String name, MessageWalkers walkers) implements Reading {
        @Override
        public void read(ByteCursor in, ValueSink sink) throws BrokenPayloadException {
            walkers.next(in).walk(in, sink);
        }
    }

    /// @param expected what the payloads are called where they name no schema
    RegistryDecoder(String expected, Function<SchemaId, SchemaAnswer> schemas) {
        this.fallbackName = expected;
        this.name = expected;
        this.schemas = schemas;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void read(ByteCursor in, ValueSink sink) throws BrokenPayloadException, MissingSchemaException {
        name = fallbackName;
        SchemaId id = WireFormat.readId(in);
        Reading reading = readings.get(id);
        if (reading == null) {
            reading = reading(id);
        }
        name = reading.name();
        reading.read(in, sink);
    }

    private Reading reading(SchemaId id) throws MissingSchemaException {
        SchemaAnswer answer = schemas.apply(id);
        if (answer instanceof SchemaAnswer.Missing(SchemaTrouble trouble)) {
            throw new MissingSchemaException(trouble);
        }
        PayloadSchema schema = ((SchemaAnswer.Found) answer).schema();
        Reading made = switch (schema) {
            case PayloadSchema.Avro avro -> new Plain("AVRO", new AvroWalker(avro.type()));
            case PayloadSchema.Protobuf protobuf -> new Messages("PROTOBUF", new MessageWalkers(protobuf.files()));
            case PayloadSchema.Json json -> new Plain("JSON", new JsonWalker());
        };
        if (readings.size() == MOST) {
            readings.clear();
        }
        readings.put(id, made);
        return made;
    }
}
