package dev.lacuna.decode.protobuf;

import java.util.Arrays;

/// Where the fields of one message stand in its bytes, by field, in the order in which they were met. Used
/// again for the next message.
final class Occurrences {

    private static final int NONE = -1;

    private int[] first = new int[8];
    private int[] last = new int[8];
    private int[] next = new int[16];
    private int[] from = new int[16];
    private int[] to = new int[16];
    private int[] wires = new int[16];
    private int size;

    /// Forgets all.
    ///
    /// @param fields how many fields the message has
    void begin(int fields) {
        if (first.length < fields) {
            first = new int[fields];
            last = new int[fields];
        }
        Arrays.fill(first, 0, fields, NONE);
        size = 0;
    }

    /// @param start the index of the value's first byte, behind its length if it has one
    /// @param end the index behind its last byte
    void add(int field, int wire, int start, int end) {
        if (size == from.length) {
            next = Arrays.copyOf(next, size * 2);
            from = Arrays.copyOf(from, size * 2);
            to = Arrays.copyOf(to, size * 2);
            wires = Arrays.copyOf(wires, size * 2);
        }
        from[size] = start;
        to[size] = end;
        wires[size] = wire;
        next[size] = NONE;
        if (first[field] == NONE) {
            first[field] = size;
        } else {
            next[last[field]] = size;
        }
        last[field] = size++;
    }

    /// The first occurrence of a field, or -1.
    int first(int field) {
        return first[field];
    }

    /// The last one, where there is one.
    int last(int field) {
        return last[field];
    }

    /// The one after an occurrence, or -1.
    int next(int occurrence) {
        return next[occurrence];
    }

    int from(int occurrence) {
        return from[occurrence];
    }

    int to(int occurrence) {
        return to[occurrence];
    }

    int wire(int occurrence) {
        return wires[occurrence];
    }
}
