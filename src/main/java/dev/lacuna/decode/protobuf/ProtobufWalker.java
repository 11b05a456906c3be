package dev.lacuna.decode.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.decode.walk.PayloadWalker;
import dev.lacuna.decode.walk.Utf8;
import dev.lacuna.decode.walk.ValueSink;
import dev.lacuna.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads payloads that are one message of one type. A message is an object by its fields' names, whatever oneof
/// they are in; a repeated field is an array, a map an object, an enum the name of its value. What the schema
/// says is there without being written (0, false, no elements) is told as well, and fields that the schema does
/// not have are passed over.
///
/// Fields may come in any order and more than once, so a message is looked through first and told then, in the
/// order of its schema.
public final class ProtobufWalker implements PayloadWalker {

    private static final byte[] EMPTY = {};

    private final MessageType type;
    private final List<Occurrences> found = new ArrayList<>();

    public ProtobufWalker(MessageType type) {
        this.type = type;
    }

    @Override
    public void walk(ByteCursor in, ValueSink sink) throws BrokenPayloadException {
        int from = in.at();
        int unknown = lookThrough(in, type, in.end(), 0);
        if (unknown > 0 && isNothingKnown()) {
            in.moveTo(from);
            throw new BrokenPayloadException("has none of the fields of " + type.name(), in.offset(), true);
        }
        message(in, type, sink, 0);
        in.moveTo(in.end());
    }

    private boolean isNothingKnown() {
        Occurrences top = found.get(0);
        for (int i = 0; i < type.size(); i++) {
            if (top.first(i) >= 0) {
                return false;
            }
        }
        return true;
    }

    private Occurrences at(int depth) {
        while (found.size() <= depth) {
            found.add(new Occurrences());
        }
        return found.get(depth);
    }

    /// Finds where the fields stand.
    ///
    /// @return how many occurrences the schema doesn't know
    private int lookThrough(ByteCursor in, MessageType of, int end, int depth) throws BrokenPayloadException {
        Occurrences places = at(depth);
        places.begin(of.size());
        int unknown = 0;
        while (in.at() < end) {
            long tag = in.varint();
            int wire = (int) tag & 7;
            long number = tag >>> 3;
            if (number == 0 || number > Integer.MAX_VALUE >>> 2) {
                throw in.broken("has a field of an impossible number");
            }
            int index = of.indexOf((int) number);
            int start = pass(in, wire, (int) number, end, depth);
            FieldType field = index < 0 ? null : of.field(index);
            if (field != null && (wire == field.wire() || (wire == FieldType.BYTES && field.isPackable()))) {
                int to = wire == FieldType.GROUP ? groupEnd(in, (int) number) : in.at();
                places.add(index, wire, start, to);
            } else {
                unknown++;
            }
        }
        return unknown;
    }

    /// Passes over a value.
    ///
    /// @return where it begins, behind its length if it has one
    private static int pass(ByteCursor in, int wire, int number, int end, int depth) throws BrokenPayloadException {
        int start = in.at();
        switch (wire) {
            case FieldType.VARINT -> in.varint();
            case FieldType.FIXED64 -> in.take(Long.BYTES);
            case FieldType.FIXED32 -> in.take(Integer.BYTES);
            case FieldType.BYTES -> start = in.take(in.varint());
            case FieldType.GROUP -> passGroup(in, number, end, depth);
            case FieldType.GROUP_END -> throw in.broken("ends a group that was not begun");
            default -> throw in.broken("has a field of no known wire type");
        }
        if (in.at() > end) {
            throw in.broken("has a field that reaches beyond its message");
        }
        return start;
    }

    private static void passGroup(ByteCursor in, int group, int end, int depth) throws BrokenPayloadException {
        if (depth >= DEEPEST) {
            throw in.broken("is nested too deeply");
        }
        while (in.at() < end) {
            long tag = in.varint();
            int wire = (int) tag & 7;
            if (wire == FieldType.GROUP_END) {
                if (tag >>> 3 != group) {
                    throw in.broken("ends another group than it began");
                }
                return;
            }
            pass(in, wire, (int) (tag >>> 3), end, depth + 1);
        }
        throw in.broken("ends before its value is complete");
    }

    /// Where the tag begins that ends a group which was just passed.
    private static int groupEnd(ByteCursor in, int number) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(number) + 3;
        return in.at() - (bits + 6) / 7;
    }

    /// Tells a message that was looked through.
    private void message(ByteCursor in, MessageType of, ValueSink sink, int depth) throws BrokenPayloadException {
        switch (of.meaning()) {
            case TIME -> time(in, of, sink, depth);
            case WRAPPER ->
                single(in, of.field(0), at(depth).first(0) < 0 ? -1 : at(depth).last(0), sink, depth);
            case PLAIN -> {
                if (sink.beginObject()) {
                    for (int i = 0; i < of.size(); i++) {
                        FieldType field = of.field(i);
                        boolean there = at(depth).first(i) >= 0;
                        if ((there || field.isImplicit() || field.isRepeated())
                                && sink.member(field.name(), 0, field.name().length)) {
                            field(in, field, sink, depth);
                        }
                    }
                    sink.endObject();
                }
            }
        }
    }

    private void field(ByteCursor in, FieldType field, ValueSink sink, int depth) throws BrokenPayloadException {
        Occurrences places = at(depth);
        int first = places.first(field.index());
        if (field.isMap()) {
            map(in, field, sink, depth);
        } else if (field.isRepeated()) {
            array(in, field, sink, depth);
        } else if (first >= 0 && isMessage(field) && places.next(first) >= 0) {
            merged(in, field, sink, depth);
        } else {
            single(in, field, first < 0 ? -1 : places.last(field.index()), sink, depth);
        }
    }

    private static boolean isMessage(FieldType field) {
        return field.type() == FieldDescriptor.Type.MESSAGE || field.type() == FieldDescriptor.Type.GROUP;
    }

    /// @param occurrence which one to tell; -1: what is not written
    private void single(ByteCursor in, FieldType field, int occurrence, ValueSink sink, int depth)
            throws BrokenPayloadException {
        Occurrences places = at(depth);
        if (occurrence < 0) {
            standard(field, sink);
        } else if (isMessage(field)) {
            inner(in, field.message(), places.from(occurrence), places.to(occurrence), sink, depth);
        } else {
            in.moveTo(places.from(occurrence));
            scalar(in, field, places.to(occurrence), sink);
        }
    }

    private void inner(ByteCursor in, MessageType of, int from, int to, ValueSink sink, int depth)
            throws BrokenPayloadException {
        if (depth == DEEPEST) {
            throw in.broken("is nested too deeply");
        }
        in.moveTo(from);
        lookThrough(in, of, to, depth + 1);
        message(in, of, sink, depth + 1);
    }

    /// A message that is written in parts is what its parts are behind each other.
    private void merged(ByteCursor in, FieldType field, ValueSink sink, int depth) throws BrokenPayloadException {
        Occurrences places = at(depth);
        var all = new ByteArrayOutputStream();
        for (int part = places.first(field.index()); part >= 0; part = places.next(part)) {
            all.write(in.array(), places.from(part), places.to(part) - places.from(part));
        }
        var joined = new ByteCursor();
        joined.over(Bytes.of(all.toByteArray()));
        inner(joined, field.message(), joined.at(), joined.end(), sink, depth);
    }

    private void array(ByteCursor in, FieldType field, ValueSink sink, int depth) throws BrokenPayloadException {
        if (!sink.beginArray()) {
            return;
        }
        Occurrences places = at(depth);
        int index = 0;
        for (int each = places.first(field.index()); each >= 0; each = places.next(each)) {
            if (field.isPackable() && places.wire(each) == FieldType.BYTES) {
                in.moveTo(places.from(each));
                int to = places.to(each);
                while (in.at() < to) {
                    sink.element(index++); // to know where the next begins each is read, wanted or not
                    scalar(in, field, to, sink);
                }
            } else if (sink.element(index++)) {
                single(in, field, each, sink, depth);
            }
        }
        sink.endArray();
    }

    private void map(ByteCursor in, FieldType field, ValueSink sink, int depth) throws BrokenPayloadException {
        if (!sink.beginObject()) {
            return;
        }
        Occurrences places = at(depth);
        MessageType entry = field.message();
        for (int each = places.first(field.index()); each >= 0; each = places.next(each)) {
            if (depth == DEEPEST) {
                throw in.broken("is nested too deeply");
            }
            in.moveTo(places.from(each));
            lookThrough(in, entry, places.to(each), depth + 1);
            Occurrences parts = at(depth + 1);
            byte[] key = key(in, entry.field(0), parts);
            if (sink.member(key, 0, key.length)) {
                FieldType value = entry.field(1);
                single(in, value, parts.first(1) < 0 ? -1 : parts.last(1), sink, depth + 1);
            }
        }
        sink.endObject();
    }

    private static byte[] key(ByteCursor in, FieldType key, Occurrences parts) throws BrokenPayloadException {
        boolean there = parts.first(0) >= 0;
        int from = there ? parts.from(parts.last(0)) : 0;
        if (key.type() == FieldDescriptor.Type.STRING) {
            return there ? Arrays.copyOfRange(in.array(), from, parts.to(parts.last(0))) : EMPTY;
        }
        if (there) {
            in.moveTo(from);
        }
        long value = there ? whole(in, key) : 0;
        String text = switch (key.type()) {
            case BOOL -> Boolean.toString(value != 0);
            case UINT64, FIXED64 -> Long.toUnsignedString(value);
            default -> Long.toString(value);
        };
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void time(ByteCursor in, MessageType of, ValueSink sink, int depth) throws BrokenPayloadException {
        Occurrences places = at(depth);
        long[] parts = new long[2];
        for (int i = 0; i < 2 && i < of.size(); i++) {
            if (places.first(i) >= 0) {
                in.moveTo(places.from(places.last(i)));
                parts[i] = in.varint();
            }
        }
        long nanos = Math.floorMod(parts[1], 1_000_000_000L);
        long seconds = parts[0] + Math.floorDiv(parts[1], 1_000_000_000L);
        sink.time(seconds * 1000 + nanos / 1_000_000, seconds, (int) nanos);
    }

    /// What a field is that was not written.
    private static void standard(FieldType field, ValueSink sink) {
        switch (field.type()) {
            case DOUBLE -> sink.fraction(0, false);
            case FLOAT -> sink.fraction(0, true);
            case BOOL -> sink.truth(false);
            case STRING -> sink.text(EMPTY, 0, 0);
            case BYTES -> sink.bytes(EMPTY, 0, 0);
            case ENUM -> symbol(field, 0, sink);
            case MESSAGE, GROUP -> {
                if (sink.beginObject()) {
                    sink.endObject();
                }
            }
            default -> sink.integer(0);
        }
    }

    private static void symbol(FieldType field, int value, ValueSink sink) {
        byte[] name = field.symbol(value);
        if (name == null) {
            sink.integer(value); // newer than the schema
        } else {
            sink.text(name, 0, name.length);
        }
    }

    private static void scalar(ByteCursor in, FieldType field, int to, ValueSink sink) throws BrokenPayloadException {
        switch (field.type()) {
            case DOUBLE -> sink.fraction(Double.longBitsToDouble(in.littleLong()), false);
            case FLOAT -> sink.fraction(Float.intBitsToFloat(in.littleInt()), true);
            case UINT64, FIXED64 -> unsigned(whole(in, field), sink);
            case BOOL -> sink.truth(whole(in, field) != 0);
            case ENUM -> symbol(field, (int) whole(in, field), sink);
            case STRING -> {
                text(in, field, to, sink);
                in.moveTo(to);
            }
            case BYTES -> {
                sink.bytes(in.array(), in.at(), to);
                in.moveTo(to);
            }
            case MESSAGE, GROUP -> throw new IllegalStateException("a message is no scalar");
            default -> sink.integer(whole(in, field));
        }
        if (in.at() > to) {
            throw in.broken("has a value that reaches beyond its field");
        }
    }

    private static void text(ByteCursor in, FieldType field, int to, ValueSink sink) throws BrokenPayloadException {
        if (Utf8.isWellFormed(in.array(), in.at(), to)) {
            sink.text(in.array(), in.at(), to);
        } else if (field.isStrict()) {
            throw in.broken("has a text that is not valid UTF-8");
        } else {
            sink.bytes(in.array(), in.at(), to);
        }
    }

    /// A number without a fraction; of 64 bits that are unsigned, those bits.
    private static long whole(ByteCursor in, FieldType field) throws BrokenPayloadException {
        return switch (field.type()) {
            case INT64, UINT64 -> in.varint();
            case INT32, ENUM -> (int) in.varint();
            case UINT32 -> in.varint() & 0xffff_ffffL;
            case SINT32 -> (int) in.zigzag();
            case SINT64 -> in.zigzag();
            case FIXED32 -> in.littleInt() & 0xffff_ffffL;
            case SFIXED32 -> in.littleInt();
            case FIXED64, SFIXED64 -> in.littleLong();
            case BOOL -> in.varint() == 0 ? 0 : 1;
            default -> throw new IllegalStateException("no whole number: " + field.type());
        };
    }

    private static void unsigned(long value, ValueSink sink) {
        if (value >= 0) {
            sink.integer(value);
        } else {
            sink.number(Long.toUnsignedString(value));
        }
    }
}
