package dev.lacuna.decode.packed;

import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.decode.walk.PayloadWalker;
import dev.lacuna.decode.walk.Utf8;
import dev.lacuna.decode.walk.ValueSink;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Reads payloads that are one MessagePack value (msgpack.org, specification of 2017). A map's keys that are no
/// texts are named by what JSON would call them; the timestamp extension is a time, other extensions are bytes.
public final class MessagePackWalker implements PayloadWalker {

    private static final int TIMESTAMP = -1;

    @Override
    public void walk(ByteCursor in, ValueSink sink) throws BrokenPayloadException {
        value(in, sink, 0);
        in.requireEnd();
    }

    private static void value(ByteCursor in, ValueSink sink, int depth) throws BrokenPayloadException {
        int head = in.next();
        if (head < 0x80) {
            sink.integer(head);
        } else if (head < 0x90) {
            map(in, head & 0x0f, sink, depth);
        } else if (head < 0xa0) {
            array(in, head & 0x0f, sink, depth);
        } else if (head < 0xc0) {
            text(in, head & 0x1f, sink);
        } else if (head >= 0xe0) {
            sink.integer((byte) head);
        } else {
            marked(in, head, sink, depth);
        }
    }

    private static void marked(ByteCursor in, int head, ValueSink sink, int depth) throws BrokenPayloadException {
        switch (head) {
            case 0xc0 -> sink.none();
            case 0xc2, 0xc3 -> sink.truth(head == 0xc3);
            case 0xc4 -> bytes(in, in.big(1), sink);
            case 0xc5 -> bytes(in, in.big(2), sink);
            case 0xc6 -> bytes(in, in.big(4), sink);
            case 0xc7 -> extension(in, in.big(1), sink);
            case 0xc8 -> extension(in, in.big(2), sink);
            case 0xc9 -> extension(in, in.big(4), sink);
            case 0xca -> sink.fraction(Float.intBitsToFloat((int) in.big(4)), true);
            case 0xcb -> sink.fraction(Double.longBitsToDouble(in.bigLong()), false);
            case 0xcc -> sink.integer(in.big(1));
            case 0xcd -> sink.integer(in.big(2));
            case 0xce -> sink.integer(in.big(4));
            case 0xcf -> {
                long value = in.bigLong();
                if (value >= 0) {
                    sink.integer(value);
                } else {
                    sink.number(Long.toUnsignedString(value));
                }
            }
            case 0xd0 -> sink.integer((byte) in.big(1));
            case 0xd1 -> sink.integer((short) in.big(2));
            case 0xd2 -> sink.integer((int) in.big(4));
            case 0xd3 -> sink.integer(in.bigLong());
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> extension(in, 1L << (head - 0xd4), sink);
            case 0xd9 -> text(in, in.big(1), sink);
            case 0xda -> text(in, in.big(2), sink);
            case 0xdb -> text(in, in.big(4), sink);
            case 0xdc -> array(in, in.big(2), sink, depth);
            case 0xdd -> array(in, in.big(4), sink, depth);
            case 0xde -> map(in, in.big(2), sink, depth);
            case 0xdf -> map(in, in.big(4), sink, depth);
            default -> throw in.broken("has a value that begins with the byte c1, which is never used");
        }
    }

    private static void array(ByteCursor in, long count, ValueSink sink, int depth) throws BrokenPayloadException {
        require(in, count, depth);
        boolean told = sink.beginArray();
        for (int i = 0; i < count; i++) {
            if (told && sink.element(i)) {
                value(in, sink, depth + 1);
            } else {
                skip(in);
            }
        }
        if (told) {
            sink.endArray();
        }
    }

    private static void map(ByteCursor in, long count, ValueSink sink, int depth) throws BrokenPayloadException {
        require(in, 2 * count, depth);
        boolean told = sink.beginObject();
        for (long i = 0; i < count; i++) {
            if (told && key(in, sink)) {
                value(in, sink, depth + 1);
            } else {
                if (!told) {
                    skip(in);
                }
                skip(in);
            }
        }
        if (told) {
            sink.endObject();
        }
    }

    /// Each value takes at least one byte.
    private static void require(ByteCursor in, long values, int depth) throws BrokenPayloadException {
        if (values > in.left()) {
            throw in.broken("claims more elements than it can hold");
        }
        if (depth == DEEPEST) {
            throw in.broken("is nested too deeply");
        }
    }

    /// @return whether the value behind the key is wanted
    private static boolean key(ByteCursor in, ValueSink sink) throws BrokenPayloadException {
        int start = in.at();
        int head = in.next();
        int text = switch (head) {
            case 0xd9 -> in.take(in.big(1));
            case 0xda -> in.take(in.big(2));
            case 0xdb -> in.take(in.big(4));
            default -> head >= 0xa0 && head < 0xc0 ? in.take(head & 0x1f) : -1;
        };
        if (text >= 0) {
            return sink.member(in.array(), text, in.at());
        }
        in.moveTo(start);
        byte[] name = otherKey(in, head).getBytes(StandardCharsets.UTF_8);
        return sink.member(name, 0, name.length);
    }

    private static String otherKey(ByteCursor in, int head) throws BrokenPayloadException {
        int start = in.at();
        in.next();
        if (head < 0x80 || head >= 0xe0) {
            return Integer.toString((byte) head);
        }
        switch (head) {
            case 0xc0:
                return "null";
            case 0xc2, 0xc3:
                return Boolean.toString(head == 0xc3);
            case 0xcc, 0xcd, 0xce:
                return Long.toString(in.big(1 << (head - 0xcc)));
            case 0xcf:
                return Long.toUnsignedString(in.bigLong());
            case 0xd0:
                return Integer.toString((byte) in.big(1));
            case 0xd1:
                return Integer.toString((short) in.big(2));
            case 0xd2:
                return Integer.toString((int) in.big(4));
            case 0xd3:
                return Long.toString(in.bigLong());
            default:
                in.moveTo(start);
                skip(in);
                return HexFormat.of().formatHex(in.array(), start, in.at());
        }
    }

    private static void text(ByteCursor in, long length, ValueSink sink) throws BrokenPayloadException {
        int from = in.take(length);
        if (Utf8.isWellFormed(in.array(), from, in.at())) {
            sink.text(in.array(), from, in.at());
        } else {
            sink.bytes(in.array(), from, in.at()); // as writers before 2013 did, which had no bytes
        }
    }

    private static void bytes(ByteCursor in, long length, ValueSink sink) throws BrokenPayloadException {
        int from = in.take(length);
        sink.bytes(in.array(), from, in.at());
    }

    private static void extension(ByteCursor in, long length, ValueSink sink) throws BrokenPayloadException {
        int type = (byte) in.next();
        int from = in.take(length);
        int to = in.at();
        if (type != TIMESTAMP || (length != 4 && length != 8 && length != 12)) {
            sink.bytes(in.array(), from, to);
            return;
        }
        in.moveTo(from);
        long seconds;
        long nanos = 0;
        if (length == 4) {
            seconds = in.big(4);
        } else if (length == 8) {
            long both = in.bigLong();
            nanos = both >>> 34;
            seconds = both & 0x3_ffff_ffffL;
        } else {
            nanos = in.big(4);
            seconds = in.bigLong();
        }
        if (nanos > 999_999_999) {
            throw in.broken("has a time of more than a second's nanoseconds");
        }
        sink.time(seconds * 1000 + nanos / 1_000_000, seconds, (int) nanos);
    }

    /// Passes over a value, whatever is in it.
    private static void skip(ByteCursor in) throws BrokenPayloadException {
        for (long left = 1; left > 0; left--) {
            if (left > in.left()) {
                throw in.broken("claims more elements than it can hold");
            }
            int head = in.next();
            if (head >= 0x80 && head < 0x90) {
                left += 2L * (head & 0x0f);
            } else if (head >= 0x90 && head < 0xa0) {
                left += head & 0x0f;
            } else if (head >= 0xa0 && head < 0xc0) {
                in.take(head & 0x1f);
            } else if (head >= 0xc0 && head < 0xe0) {
                left += skipMarked(in, head);
            }
        }
    }

    /// @return how many values belong to it
    private static long skipMarked(ByteCursor in, int head) throws BrokenPayloadException {
        switch (head) {
            case 0xc0, 0xc2, 0xc3 -> {}
            case 0xc4, 0xd9 -> in.take(in.big(1));
            case 0xc5, 0xda -> in.take(in.big(2));
            case 0xc6, 0xdb -> in.take(in.big(4));
            case 0xc7 -> in.take(in.big(1) + 1);
            case 0xc8 -> in.take(in.big(2) + 1);
            case 0xc9 -> in.take(in.big(4) + 1);
            case 0xca, 0xce, 0xd2 -> in.take(4);
            case 0xcb, 0xcf, 0xd3 -> in.take(8);
            case 0xcc, 0xd0 -> in.take(1);
            case 0xcd, 0xd1 -> in.take(2);
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> in.take((1L << (head - 0xd4)) + 1);
            case 0xdc -> {
                return in.big(2);
            }
            case 0xdd -> {
                return in.big(4);
            }
            case 0xde -> {
                return 2 * in.big(2);
            }
            case 0xdf -> {
                return 2 * in.big(4);
            }
            default -> throw in.broken("has a value that begins with the byte c1, which is never used");
        }
        return 0;
    }
}
