package dev.lacuna.decode.avro;

import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.decode.walk.PayloadWalker;
import dev.lacuna.decode.walk.Utf8;
import dev.lacuna.decode.walk.ValueSink;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Reads payloads that were written with one schema. A record is an object by its fields' names, a map likewise
/// by its keys; a union is the value that stands in it, without a name for the branch; an enum is its symbol.
public final class AvroWalker implements PayloadWalker {

    /// Elements that take no bytes could be claimed without end.
    private static final int MOST_EMPTY = 1_000_000;

    private static final long DAY_SECONDS = 86_400;

    private final AvroType schema;
    private long emptyElements;

    public AvroWalker(AvroType schema) {
        this.schema = schema;
    }

    @Override
    public void walk(ByteCursor in, ValueSink sink) throws BrokenPayloadException {
        emptyElements = 0;
        value(in, schema, sink, 0);
        in.requireEnd();
    }

    private void value(ByteCursor in, AvroType type, ValueSink sink, int depth) throws BrokenPayloadException {
        switch (type.kind) {
            case NULL -> sink.none();
            case BOOLEAN -> sink.truth(truth(in));
            case INT -> sink.integer(integer(in));
            case LONG -> sink.integer(in.zigzag());
            case FLOAT -> sink.fraction(Float.intBitsToFloat(in.littleInt()), true);
            case DOUBLE -> sink.fraction(Double.longBitsToDouble(in.littleLong()), false);
            case BYTES -> {
                int from = in.take(in.zigzag());
                sink.bytes(in.array(), from, in.at());
            }
            case STRING -> {
                int from = text(in);
                sink.text(in.array(), from, in.at());
            }
            case FIXED -> {
                int from = in.take(type.size);
                sink.bytes(in.array(), from, in.at());
            }
            case ENUM -> {
                byte[] symbol = type.names[choice(in, type.names.length, "an enum's symbol")];
                sink.text(symbol, 0, symbol.length);
            }
            case UNION -> value(in, branch(in, type), sink, depth); // which is no union itself
            case RECORD -> record(in, type, sink, within(in, depth));
            case ARRAY -> array(in, type.parts[0], sink, within(in, depth));
            case MAP -> map(in, type.parts[0], sink, within(in, depth));
            default -> logical(in, type, sink);
        }
    }

    private static void logical(ByteCursor in, AvroType type, ValueSink sink) throws BrokenPayloadException {
        switch (type.kind) {
            case DATE -> {
                int days = integer(in);
                sink.time(days, days * DAY_SECONDS, 0);
            }
            case TIMESTAMP -> {
                long stored = in.zigzag();
                long nanos = Math.floorMod(stored, type.perSecond) * (1_000_000_000L / type.perSecond);
                sink.time(stored, Math.floorDiv(stored, type.perSecond), (int) nanos);
            }
            case UUID -> {
                ByteBuffer bytes = ByteBuffer.wrap(in.array(), in.take(type.size), type.size);
                byte[] text =
                        new UUID(bytes.getLong(), bytes.getLong()).toString().getBytes(StandardCharsets.US_ASCII);
                sink.text(text, 0, text.length);
            }
            case DECIMAL_BYTES, DECIMAL_FIXED -> {
                int from = in.take(type.kind == AvroType.Kind.DECIMAL_FIXED ? type.size : in.zigzag());
                decimal(in, from, type.scale, sink);
            }
            default -> throw new IllegalStateException("no logical type: " + type.kind);
        }
    }

    /// A number of more digits than anybody counts with is left as bytes: making digits of it takes long.
    private static void decimal(ByteCursor in, int from, int scale, ValueSink sink) throws BrokenPayloadException {
        int most = 128;
        int length = in.at() - from;
        if (length == 0) {
            throw in.broken("has a decimal of no bytes");
        }
        if (length > most) {
            sink.bytes(in.array(), from, in.at());
        } else {
            sink.number(new BigDecimal(new BigInteger(in.array(), from, length), scale).toPlainString());
        }
    }

    private void record(ByteCursor in, AvroType type, ValueSink sink, int depth) throws BrokenPayloadException {
        boolean told = sink.beginObject();
        for (int i = 0; i < type.parts.length; i++) {
            byte[] name = type.names[i];
            if (told && sink.member(name, 0, name.length)) {
                value(in, type.parts[i], sink, depth);
            } else {
                skip(in, type.parts[i], depth);
            }
        }
        if (told) {
            sink.endObject();
        }
    }

    private void array(ByteCursor in, AvroType element, ValueSink sink, int depth) throws BrokenPayloadException {
        boolean told = sink.beginArray();
        int index = 0;
        for (long count = block(in, element, false); count > 0; count = block(in, element, false)) {
            for (long i = 0; i < count; i++) {
                if (told && sink.element(index++)) {
                    value(in, element, sink, depth);
                } else {
                    skip(in, element, depth);
                }
            }
        }
        if (told) {
            sink.endArray();
        }
    }

    private void map(ByteCursor in, AvroType value, ValueSink sink, int depth) throws BrokenPayloadException {
        boolean told = sink.beginObject();
        for (long count = block(in, value, true); count > 0; count = block(in, value, true)) {
            for (long i = 0; i < count; i++) {
                int from = text(in);
                if (told && sink.member(in.array(), from, in.at())) {
                    value(in, value, sink, depth);
                } else {
                    skip(in, value, depth);
                }
            }
        }
        if (told) {
            sink.endObject();
        }
    }

    private void skip(ByteCursor in, AvroType type, int depth) throws BrokenPayloadException {
        switch (type.kind) {
            case NULL -> {}
            case BOOLEAN -> truth(in);
            case INT, DATE -> integer(in);
            case LONG, TIMESTAMP -> in.zigzag();
            case FLOAT -> in.take(Float.BYTES);
            case DOUBLE -> in.take(Double.BYTES);
            case BYTES, DECIMAL_BYTES -> in.take(in.zigzag());
            case STRING -> text(in);
            case FIXED, DECIMAL_FIXED, UUID -> in.take(type.size);
            case ENUM -> choice(in, type.names.length, "an enum's symbol");
            case UNION -> skip(in, branch(in, type), depth);
            case RECORD -> {
                int inner = within(in, depth);
                for (AvroType part : type.parts) {
                    skip(in, part, inner);
                }
            }
            case ARRAY, MAP -> {
                boolean map = type.kind == AvroType.Kind.MAP;
                AvroType part = type.parts[0];
                int inner = within(in, depth);
                for (long count = block(in, part, map); count > 0; count = block(in, part, map)) {
                    for (long i = 0; i < count; i++) {
                        if (map) {
                            text(in);
                        }
                        skip(in, part, inner);
                    }
                }
            }
        }
    }

    private static int within(ByteCursor in, int depth) throws BrokenPayloadException {
        if (depth == DEEPEST) {
            throw in.broken("is nested too deeply");
        }
        return depth + 1;
    }

    /// How many elements follow before the next block, 0 at the end. A negative count has the block's bytes
    /// behind it.
    private long block(ByteCursor in, AvroType element, boolean keyed) throws BrokenPayloadException {
        long count = in.zigzag();
        if (count < 0) {
            count = -count;
            long bytes = in.zigzag();
            if (bytes < 0 || bytes > in.left()) {
                throw in.broken("claims more bytes than are left");
            }
        }
        boolean takesNone = element.empty && !keyed;
        if (takesNone) {
            emptyElements += Math.min(Math.max(count, 0), MOST_EMPTY + 1);
        }
        if (count < 0 || (takesNone ? emptyElements > MOST_EMPTY : count > in.left())) {
            throw in.broken("claims more elements than it can hold");
        }
        return count;
    }

    private static boolean truth(ByteCursor in) throws BrokenPayloadException {
        int value = in.next();
        if (value > 1) {
            throw in.broken("has a boolean that is neither 0 nor 1");
        }
        return value == 1;
    }

    private static int integer(ByteCursor in) throws BrokenPayloadException {
        long value = in.zigzag();
        if (value != (int) value) {
            throw in.broken("has an int of more than 32 bits");
        }
        return (int) value;
    }

    private static AvroType branch(ByteCursor in, AvroType union) throws BrokenPayloadException {
        return union.parts[choice(in, union.parts.length, "a branch of a union")];
    }

    private static int choice(ByteCursor in, int of, String what) throws BrokenPayloadException {
        long index = in.zigzag();
        if (index < 0 || index >= of) {
            throw in.broken("names " + what + " that its schema does not have");
        }
        return (int) index;
    }

    /// Passes over a text and checks it.
    ///
    /// @return where it began
    private static int text(ByteCursor in) throws BrokenPayloadException {
        int from = in.take(in.zigzag());
        if (!Utf8.isWellFormed(in.array(), from, in.at())) {
            throw in.broken("has a text that is not valid UTF-8");
        }
        return from;
    }
}
