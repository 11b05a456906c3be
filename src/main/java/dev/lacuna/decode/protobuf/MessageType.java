package dev.lacuna.decode.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A message's descriptor made ready for reading. Shared by threads.
public final class MessageType {

    /// Fields of these numbers are found by their number, others by search.
    private static final int MOST_DIRECT = 256;

    /// What a message stands for where it is more than its fields.
    enum Meaning {
        PLAIN,
        /// `google.protobuf.Timestamp`
        TIME,
        /// One of the messages of `google/protobuf/wrappers.proto`: the value in it.
        WRAPPER
    }

    private final String name;
    private FieldType[] fields = {};
    private FieldType[] direct = {};
    private Meaning meaning = Meaning.PLAIN;

    private MessageType(String name) {
        this.name = name;
    }

    public static MessageType of(Descriptor descriptor) {
        return of(descriptor, new HashMap<>());
    }

    static MessageType of(Descriptor descriptor, Map<String, MessageType> known) {
        MessageType before = known.get(descriptor.getFullName());
        if (before != null) {
            return before;
        }
        MessageType type = new MessageType(descriptor.getFullName());
        known.put(descriptor.getFullName(), type); // before its fields, which may hold it
        List<FieldDescriptor> fields = descriptor.getFields();
        type.fields = new FieldType[fields.size()];
        int highest = 0;
        for (int i = 0; i < type.fields.length; i++) {
            type.fields[i] = new FieldType(i, fields.get(i), known);
            int number = fields.get(i).getNumber();
            highest = number < MOST_DIRECT ? Math.max(highest, number) : highest;
        }
        type.direct = new FieldType[highest + 1];
        for (FieldType field : type.fields) {
            if (field.number() <= highest) {
                type.direct[field.number()] = field;
            }
        }
        type.meaning = meaning(descriptor);
        return type;
    }

    private static Meaning meaning(Descriptor descriptor) {
        if (descriptor.getFullName().equals("google.protobuf.Timestamp")) {
            return Meaning.TIME;
        }
        boolean wrapper = descriptor.getFile().getFullName().equals("google/protobuf/wrappers.proto")
                && descriptor.getFullName().startsWith("google.protobuf.")
                && descriptor.getFields().size() == 1;
        return wrapper ? Meaning.WRAPPER : Meaning.PLAIN;
    }

    /// With its package.
    public String name() {
        return name;
    }

    Meaning meaning() {
        return meaning;
    }

    int size() {
        return fields.length;
    }

    FieldType field(int index) {
        return fields[index];
    }

    /// The index of the field of that number, or -1.
    int indexOf(int number) {
        if (number < direct.length) {
            FieldType field = direct[number];
            return field == null ? -1 : field.index();
        }
        for (int i = 0; number >= MOST_DIRECT && i < fields.length; i++) {
            if (fields[i].number() == number) {
                return i;
            }
        }
        return -1;
    }
}
