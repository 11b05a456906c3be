package dev.lacuna.decode.schema;

import dev.lacuna.decode.avro.AvroType;
import dev.lacuna.decode.protobuf.ProtoFiles;
import dev.lacuna.model.PayloadFormat;

/// A schema that payloads can be read by. Shared by threads.
public sealed interface PayloadSchema {

    PayloadFormat format();

    /// @param name the schema's full name
    /// @param fingerprint by which the single-object encoding names it: CRC-64-AVRO
    record Avro(AvroType type, String name, long fingerprint) implements PayloadSchema {
        @Override
        public PayloadFormat format() {
            return PayloadFormat.AVRO;
        }
    }

    record Protobuf(ProtoFiles files) implements PayloadSchema {
        @Override
        public PayloadFormat format() {
            return PayloadFormat.PROTOBUF;
        }
    }

    /// Payloads are JSON; what the schema demands of them is not looked at.
    record Json() implements PayloadSchema {
        @Override
        public PayloadFormat format() {
            return PayloadFormat.JSON;
        }
    }
}
