package dev.lacuna.decode.schema;

import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.decode.walk.PayloadWalker;
import dev.lacuna.decode.walk.ValueSink;

/// Reads the payloads of a stream, each by the schema it names or by one that was given. Confined to one
/// thread.
public interface PayloadDecoder {

    /// What findings call it: `AVRO`. Where a stream mixes formats it is that of the payload that was read
    /// last.
    String name();

    /// @throws BrokenPayloadException when the payload is not what its schema or format says
    /// @throws MissingSchemaException when its schema is not at hand, which says nothing about the payload
    void read(ByteCursor in, ValueSink sink) throws BrokenPayloadException, MissingSchemaException;

    /// A decoder of a format that needs no schema.
    static PayloadDecoder of(String name, PayloadWalker walker) {
        return new PayloadDecoder() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void read(ByteCursor in, ValueSink sink) throws BrokenPayloadException {
                walker.walk(in, sink);
            }
        };
    }

    /// A decoder of a format that needs schemas where there are none.
    static PayloadDecoder without(String name, SchemaTrouble trouble) {
        return new PayloadDecoder() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void read(ByteCursor in, ValueSink sink) throws MissingSchemaException {
                throw new MissingSchemaException(trouble);
            }
        };
    }
}
