package dev.lacuna.decode;

import dev.lacuna.decode.schema.MissingSchemaException;
import dev.lacuna.decode.schema.PayloadDecoder;
import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Defect;
import org.jspecify.annotations.Nullable;

/// One pass of a decoder over a payload that is no JSON, which picks fields by pointer and checks it to its
/// last byte.
final class WalkedFields {

    private final PayloadDecoder decoder;
    private final FieldSink sink;
    private final ByteCursor cursor = new ByteCursor();

    /// @param content notes shape and numbers; null: nobody wants them
    WalkedFields(PayloadDecoder decoder, PointerTree pointers, Values values, @Nullable ContentCollector content) {
        this.decoder = decoder;
        this.sink = new FieldSink(pointers, values, content);
    }

    @Nullable
    Defect read(Bytes payload) throws MissingSchemaException {
        sink.begin();
        cursor.over(payload);
        try {
            decoder.read(cursor, sink);
            return null;
        } catch (BrokenPayloadException e) {
            return new Defect(decoder.name(), e.reason(), e.offset(), e.isForeign());
        }
    }
}
