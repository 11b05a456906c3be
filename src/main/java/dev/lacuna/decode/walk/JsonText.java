package dev.lacuna.decode.walk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;

/// Writes what stands in a payload as JSON, for people and for whatever looks at JSON: bytes as hexadecimal
/// digits, times as RFC 3339. It stops when it has written enough.
public final class JsonText implements ValueSink {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JsonGenerator json;
    private final int most;

    /// Says that enough was written. No failure: whoever made the text takes what there is.
    public static final class FullException extends RuntimeException {
        FullException() {
            super("enough was written", null, false, false);
        }
    }

    private interface Step {
        void write(JsonGenerator json) throws IOException;
    }

    /// @param most roughly how many bytes are wanted
    public JsonText(int most) {
        this.most = most;
        try {
            json = FACTORY.createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
    }

    /// What was written: all of the payload, or its beginning.
    public String text() {
        try {
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private void write(Step step) {
        if (out.size() + json.getOutputBuffered() > most) {
            throw new FullException();
        }
        try {
            step.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
    }

    @Override
    public boolean beginObject() {
        write(JsonGenerator::writeStartObject);
        return true;
    }

    @Override
    public boolean member(byte[] array, int from, int to) {
        write(out -> out.writeFieldName(new String(array, from, to - from, StandardCharsets.UTF_8)));
        return true;
    }

    @Override
    public void endObject() {
        write(JsonGenerator::writeEndObject);
    }

    @Override
    public boolean beginArray() {
        write(JsonGenerator::writeStartArray);
        return true;
    }

    @Override
    public boolean element(int index) {
        return true;
    }

    @Override
    public void endArray() {
        write(JsonGenerator::writeEndArray);
    }

    @Override
    public void none() {
        write(JsonGenerator::writeNull);
    }

    @Override
    public void truth(boolean value) {
        write(out -> out.writeBoolean(value));
    }

    @Override
    public void integer(long value) {
        write(out -> out.writeNumber(value));
    }

    @Override
    public void fraction(double value, boolean single) {
        // what JSON has no number for, such as NaN, becomes a text
        write(out -> {
            if (single) {
                out.writeNumber((float) value);
            } else {
                out.writeNumber(value);
            }
        });
    }

    @Override
    public void number(String digits) {
        write(out -> out.writeNumber(digits));
    }

    @Override
    public void text(byte[] array, int from, int to) {
        int length = Math.min(to - from, most);
        write(out -> out.writeString(new String(array, from, length, StandardCharsets.UTF_8)));
    }

    @Override
    public void bytes(byte[] array, int from, int to) {
        int length = Math.min(to - from, most);
        write(out -> out.writeString(HexFormat.of().formatHex(array, from, from + length)));
    }

    @Override
    public void time(long stored, long seconds, int nanos) {
        write(out -> {
            try {
                out.writeString(Instant.ofEpochSecond(seconds, nanos).toString());
            } catch (DateTimeException | ArithmeticException e) {
                out.writeNumber(stored); // farther off than any calendar goes
            }
        });
    }
}
