package dev.lacuna.model;

import java.util.Locale;

/// How a stream's values are to be read.
public enum PayloadFormat {
    /// Found out from a sample.
    AUTO,
    JSON,
    TEXT,
    BYTES,
    /// Avro's binary encoding, by a schema.
    AVRO,
    /// Protobuf messages, by a schema.
    PROTOBUF,
    /// MessagePack.
    MSGPACK,
    CBOR;

    /// As options and files write it: `avro`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
