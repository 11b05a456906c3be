package dev.lacuna.decode.packed;

import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.decode.walk.PayloadWalker;
import dev.lacuna.decode.walk.Utf8;
import dev.lacuna.decode.walk.ValueSink;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Reads payloads that are one CBOR data item (RFC 8949). A map's keys that are no texts are named by what JSON
/// would call them. Tags 1 (a time in seconds), 2 and 3 (large numbers) are heeded, others passed over: what
/// they mark is told as if they weren't there.
public final class CborWalker implements PayloadWalker {

    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;

    private static final int EPOCH_SECONDS = 1;
    private static final int POSITIVE_BIGNUM = 2;
    private static final int NEGATIVE_BIGNUM = 3;

    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xff;

    /// Making digits of more bytes takes long.
    private static final int LARGEST_BIGNUM = 128;

    private static final long MICROS = 1_000_000;

    @Override
    public void walk(ByteCursor in, ValueSink sink) throws BrokenPayloadException {
        value(in, sink, 0);
        in.requireEnd();
    }

    private static void value(ByteCursor in, ValueSink sink, int depth) throws BrokenPayloadException {
        if (depth > DEEPEST) {
            throw in.broken("is nested too deeply");
        }
        int head = in.next();
        switch (head >> 5) {
            case 0 -> unsigned(argument(in, head), sink);
            case 1 -> negative(argument(in, head), sink);
            case BYTES, TEXT -> string(in, head, sink);
            case ARRAY -> array(in, head, sink, depth);
            case MAP -> map(in, head, sink, depth);
            case TAG -> tagged(in, argument(in, head), sink, depth);
            default -> simple(in, head, sink);
        }
    }

    /// The number in an item's head; of 64 bits, unsigned.
    private static long argument(ByteCursor in, int head) throws BrokenPayloadException {
        int info = head & 31;
        return switch (info) {
            case 24 -> in.big(1);
            case 25 -> in.big(2);
            case 26 -> in.big(4);
            case 27 -> in.bigLong();
            default -> {
                if (info > 27) {
                    throw in.broken("has an item whose length is not well-formed");
                }
                yield info;
            }
        };
    }

    private static void unsigned(long value, ValueSink sink) {
        if (value >= 0) {
            sink.integer(value);
        } else {
            sink.number(Long.toUnsignedString(value));
        }
    }

    private static void negative(long argument, ValueSink sink) {
        if (argument >= 0) {
            sink.integer(-1 - argument);
        } else {
            sink.number(new BigInteger(Long.toUnsignedString(argument))
                    .negate()
                    .subtract(BigInteger.ONE)
                    .toString());
        }
    }

    private static void simple(ByteCursor in, int head, ValueSink sink) throws BrokenPayloadException {
        switch (head & 31) {
            case 20 -> sink.truth(false);
            case 21 -> sink.truth(true);
            case 24 -> {
                if (in.next() < 32) {
                    throw in.broken("has a simple value that is not well-formed");
                }
                sink.none();
            }
            case 25 -> sink.fraction(Float.float16ToFloat((short) in.big(2)), true);
            case 26 -> sink.fraction(Float.intBitsToFloat((int) in.big(4)), true);
            case 27 -> sink.fraction(Double.longBitsToDouble(in.bigLong()), false);
            case 28, 29, 30 -> throw in.broken("has a simple value that is not well-formed");
            case INDEFINITE -> throw in.broken("ends something that was not begun");
            default -> sink.none();
        }
    }

    private static void string(ByteCursor in, int head, ValueSink sink) throws BrokenPayloadException {
        boolean text = head >> 5 == TEXT;
        if ((head & 31) != INDEFINITE) {
            int from = text ? text(in, argument(in, head)) : in.take(argument(in, head));
            tell(in.array(), from, in.at(), text, sink);
            return;
        }
        byte[] all = chunks(in, head);
        tell(all, 0, all.length, text, sink);
    }

    private static void tell(byte[] array, int from, int to, boolean text, ValueSink sink) {
        if (text) {
            sink.text(array, from, to);
        } else {
            sink.bytes(array, from, to);
        }
    }

    private static int text(ByteCursor in, long length) throws BrokenPayloadException {
        int from = in.take(length);
        if (!Utf8.isWellFormed(in.array(), from, in.at())) {
            throw in.broken("has a text that is not valid UTF-8");
        }
        return from;
    }

    /// A string in parts: strings of the same kind, up to a break.
    private static byte[] chunks(ByteCursor in, int head) throws BrokenPayloadException {
        var all = new ByteArrayOutputStream();
        for (int next = in.next(); next != BREAK; next = in.next()) {
            if (next >> 5 != head >> 5 || (next & 31) == INDEFINITE) {
                throw in.broken("has a part of a string that is none");
            }
            long length = argument(in, next);
            int from = next >> 5 == TEXT ? text(in, length) : in.take(length);
            all.write(in.array(), from, in.at() - from);
        }
        return all.toByteArray();
    }

    private static void array(ByteCursor in, int head, ValueSink sink, int depth) throws BrokenPayloadException {
        long count = count(in, head, 1);
        boolean told = sink.beginArray();
        for (int i = 0; count < 0 ? !isBreak(in) : i < count; i++) {
            if (told && sink.element(i)) {
                value(in, sink, depth + 1);
            } else {
                skip(in, depth + 1);
            }
        }
        if (told) {
            sink.endArray();
        }
    }

    private static void map(ByteCursor in, int head, ValueSink sink, int depth) throws BrokenPayloadException {
        long count = count(in, head, 2);
        boolean told = sink.beginObject();
        for (long i = 0; count < 0 ? !isBreak(in) : i < count; i++) {
            if (told && key(in, sink, depth + 1)) {
                value(in, sink, depth + 1);
            } else {
                if (!told) {
                    skip(in, depth + 1);
                }
                skip(in, depth + 1);
            }
        }
        if (told) {
            sink.endObject();
        }
    }

    /// How many elements follow, each of at least so many bytes; -1 where a break ends them.
    private static long count(ByteCursor in, int head, int bytes) throws BrokenPayloadException {
        if ((head & 31) == INDEFINITE) {
            return -1;
        }
        long count = argument(in, head);
        if (count < 0 || count > in.left() / bytes) {
            throw in.broken("claims more elements than it can hold");
        }
        return count;
    }

    /// Whether a break comes next; it is passed then.
    private static boolean isBreak(ByteCursor in) throws BrokenPayloadException {
        int start = in.at();
        if (in.next() == BREAK) {
            return true;
        }
        in.moveTo(start);
        return false;
    }

    /// @return whether the value behind the key is wanted
    private static boolean key(ByteCursor in, ValueSink sink, int depth) throws BrokenPayloadException {
        int start = in.at();
        int head = in.next();
        if (head >> 5 == TEXT && (head & 31) != INDEFINITE) {
            int from = text(in, argument(in, head));
            return sink.member(in.array(), from, in.at());
        }
        byte[] name = switch (head >> 5) {
            case 0 -> Long.toUnsignedString(argument(in, head)).getBytes(StandardCharsets.US_ASCII);
            case 1 -> Long.toString(-1 - argument(in, head)).getBytes(StandardCharsets.US_ASCII);
            case TEXT -> chunks(in, head);
            default -> otherKey(in, start, depth);
        };
        return sink.member(name, 0, name.length);
    }

    private static byte[] otherKey(ByteCursor in, int start, int depth) throws BrokenPayloadException {
        in.moveTo(start);
        skip(in, depth);
        String hex = HexFormat.of().formatHex(in.array(), start, in.at());
        String name = switch (hex) {
            case "f4" -> "false";
            case "f5" -> "true";
            case "f6" -> "null";
            default -> hex;
        };
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static void tagged(ByteCursor in, long tag, ValueSink sink, int depth) throws BrokenPayloadException {
        int start = in.at();
        int head = in.next();
        if (tag == EPOCH_SECONDS && head >> 5 <= 1 && (head & 31) < 28) {
            long argument = argument(in, head);
            long seconds = head >> 5 == 0 ? argument : -1 - argument;
            sink.time(seconds, seconds, 0);
            return;
        }
        if (tag == EPOCH_SECONDS && (head == 0xf9 || head == 0xfa || head == 0xfb)) {
            double seconds = head == 0xfb
                    ? Double.longBitsToDouble(in.bigLong())
                    : head == 0xfa ? Float.intBitsToFloat((int) in.big(4)) : Float.float16ToFloat((short) in.big(2));
            // a double near now is good for a fraction of a microsecond
            long micros = Math.round(seconds * MICROS);
            long floor = Math.floorDiv(micros, MICROS);
            sink.time(floor, floor, (int) Math.floorMod(micros, MICROS) * 1000);
            return;
        }
        if ((tag == POSITIVE_BIGNUM || tag == NEGATIVE_BIGNUM) && head >> 5 == BYTES && (head & 31) < 28) {
            long length = argument(in, head);
            int from = in.take(length);
            if (length <= LARGEST_BIGNUM) {
                BigInteger number = new BigInteger(1, in.array(), from, (int) length);
                sink.number((tag == POSITIVE_BIGNUM ? number : number.not()).toString());
            } else {
                sink.bytes(in.array(), from, in.at());
            }
            return;
        }
        in.moveTo(start);
        value(in, sink, depth + 1);
    }

    /// Passes over an item, whatever is in it.
    private static void skip(ByteCursor in, int depth) throws BrokenPayloadException {
        if (depth > DEEPEST) {
            throw in.broken("is nested too deeply");
        }
        int head = in.next();
        switch (head >> 5) {
            case 0, 1 -> argument(in, head);
            case BYTES, TEXT -> {
                if ((head & 31) == INDEFINITE) {
                    chunks(in, head);
                } else if (head >> 5 == TEXT) {
                    text(in, argument(in, head));
                } else {
                    in.take(argument(in, head));
                }
            }
            case ARRAY, MAP -> {
                int each = head >> 5 == MAP ? 2 : 1;
                long count = count(in, head, each);
                for (long i = 0; count < 0 ? !isBreak(in) : i < count; i++) {
                    for (int part = 0; part < each; part++) {
                        skip(in, depth + 1);
                    }
                }
            }
            case TAG -> {
                argument(in, head);
                skip(in, depth + 1);
            }
            default -> skipSimple(in, head & 31);
        }
    }

    private static void skipSimple(ByteCursor in, int info) throws BrokenPayloadException {
        switch (info) {
            case 24 -> {
                if (in.next() < 32) {
                    throw in.broken("has a simple value that is not well-formed");
                }
            }
            case 25 -> in.take(2);
            case 26 -> in.take(4);
            case 27 -> in.take(8);
            case 28, 29, 30 -> throw in.broken("has a simple value that is not well-formed");
            case INDEFINITE -> throw in.broken("ends something that was not begun");
            default -> {}
        }
    }
}
