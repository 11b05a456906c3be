package dev.lacuna.decode.protobuf;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A field of a message, made ready for reading.
final class FieldType {

    /// How a value lies in the bytes.
    static final int VARINT = 0;

    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int GROUP = 3;
    static final int GROUP_END = 4;
    static final int FIXED32 = 5;

    private final int index;
    private final int number;
    private final byte[] name;
    private final FieldDescriptor.Type type;
    private final int wire;
    private final boolean repeated;
    private final boolean map;
    private final boolean implicit;
    private final boolean strict;
    private final @Nullable MessageType message;
    private final Map<Integer, byte[]> symbols = new HashMap<>();

    FieldType(int index, FieldDescriptor field, Map<String, MessageType> known) {
        this.index = index;
        this.number = field.getNumber();
        this.name = field.getName().getBytes(StandardCharsets.UTF_8);
        this.type = field.getType();
        this.wire = wireOf(type);
        this.map = field.isMapField();
        this.repeated = field.isRepeated();
        this.implicit = !field.isRepeated() && !field.hasPresence();
        this.strict = field.needsUtf8Check();
        this.message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? MessageType.of(field.getMessageType(), known)
                : null;
        if (type == FieldDescriptor.Type.ENUM) {
            for (EnumValueDescriptor value : field.getEnumType().getValues()) {
                symbols.putIfAbsent(value.getNumber(), value.getName().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static int wireOf(FieldDescriptor.Type type) {
        return switch (type) {
            case DOUBLE, FIXED64, SFIXED64 -> FIXED64;
            case FLOAT, FIXED32, SFIXED32 -> FIXED32;
            case STRING, BYTES, MESSAGE -> BYTES;
            case GROUP -> GROUP;
            case INT32, INT64, UINT32, UINT64, SINT32, SINT64, BOOL, ENUM -> VARINT;
        };
    }

    int index() {
        return index;
    }

    int number() {
        return number;
    }

    /// In UTF-8, as the schema writes it.
    byte[] name() {
        return name;
    }

    FieldDescriptor.Type type() {
        return type;
    }

    /// How one of its values lies in the bytes.
    int wire() {
        return wire;
    }

    /// Whether its values may be written in one run.
    boolean isPackable() {
        return repeated && wire != BYTES && wire != GROUP;
    }

    boolean isRepeated() {
        return repeated;
    }

    boolean isMap() {
        return map;
    }

    /// Whether its default is not written: what is not there is 0, false or empty.
    boolean isImplicit() {
        return implicit;
    }

    /// Whether a text that is no UTF-8 breaks the message.
    boolean isStrict() {
        return strict;
    }

    /// Of a field that holds messages.
    MessageType message() {
        if (message == null) {
            throw new IllegalStateException("no message");
        }
        return message;
    }

    /// The name of an enum's number, or null where the schema has none.
    byte @Nullable [] symbol(int value) {
        return symbols.get(value);
    }
}
