package dev.lacuna.decode;

import dev.lacuna.decode.schema.MissingSchemaException;
import dev.lacuna.decode.schema.PayloadDecoder;
import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.decode.walk.ValueSink;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import org.jspecify.annotations.Nullable;

/// Reads payloads from their first value to their last. Confined to one thread.
public final class PayloadReader {

    private final @Nullable PayloadDecoder decoder;
    private final ByteCursor cursor = new ByteCursor();

    /// @param decoder null: a payload is one text, or bytes where it is none
    PayloadReader(@Nullable PayloadDecoder decoder) {
        this.decoder = decoder;
    }

    /// Nothing of a tombstone.
    ///
    /// @throws BrokenPayloadException when the payload is not what its format says
    /// @throws MissingSchemaException when its schema is not at hand, which says nothing about the payload
    public void read(Event event, ValueSink sink) throws BrokenPayloadException, MissingSchemaException {
        Bytes payload = decoder == null ? event.value() : Decoding.payload(event);
        if (payload == null) {
            return;
        }
        if (decoder == null) {
            plain(payload, sink);
            return;
        }
        cursor.over(decoder.name().equals("JSON") ? JsonFields.bare(payload) : payload);
        decoder.read(cursor, sink);
    }

    private static void plain(Bytes payload, ValueSink sink) {
        int from = payload.sharedOffset();
        int to = from + payload.length();
        if (payload.strictText() == null) {
            sink.bytes(payload.sharedArray(), from, to);
        } else {
            sink.text(payload.sharedArray(), from, to);
        }
    }
}
