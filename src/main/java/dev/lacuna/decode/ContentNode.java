package dev.lacuna.decode;

import dev.lacuna.model.FieldPath;
import dev.lacuna.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A place in the payloads that were read, with the places within it. Members of an object usually come in the same
/// order, so the next one is looked at first.
final class ContentNode {

    /// An object of more different names than that is a map: its names are data.
    private static final int MOST_MEMBERS = 64;

    private static final int TYPES = ValueType.values().length;

    private final FieldPath path;
    private final int depth;
    private final long[] marks = new long[TYPES];
    private final long[] seen = new long[TYPES];
    private byte[][] names = new byte[4][];
    private ContentNode[] members = new ContentNode[4];
    private int size;
    private int expected;
    private @Nullable ContentNode element;
    private @Nullable ContentNode anyMember;

    /// @param mark a number of the node's own, from which those of its types are drawn
    ContentNode(FieldPath path, int depth, long mark) {
        this.path = path;
        this.depth = depth;
        for (int i = 0; i < TYPES; i++) {
            marks[i] = Mixer.mix(mark * TYPES + i + 1);
        }
    }

    FieldPath path() {
        return path;
    }

    int depth() {
        return depth;
    }

    /// A number that stands for "this type stands here"; the sum over a payload tells its shape.
    long mark(int type) {
        return marks[type];
    }

    /// Whether the type is met here for the first time in that event.
    boolean isNew(int type, long event) {
        if (seen[type] == event) {
            return false;
        }
        seen[type] = event;
        return true;
    }

    /// The member of that name, or null when it was never met, or can't be told from others.
    @Nullable
    ContentNode member(byte[] array, int from, int to) {
        if (anyMember != null) {
            return anyMember;
        }
        int at = expected < size ? expected : 0;
        for (int looked = 0; looked < size; looked++) {
            byte[] name = names[at];
            if (name.length == to - from && Arrays.equals(name, 0, name.length, array, from, to)) {
                expected = at + 1;
                return members[at];
            }
            at = at + 1 < size ? at + 1 : 0;
        }
        return null;
    }

    /// Whether one more member makes it a map.
    boolean isFull() {
        return size >= MOST_MEMBERS;
    }

    void add(String name, ContentNode member) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            members = Arrays.copyOf(members, size * 2);
        }
        names[size] = name.getBytes(StandardCharsets.UTF_8);
        members[size] = member;
        size++;
        expected = size;
    }

    @Nullable
    ContentNode element() {
        return element;
    }

    void setElement(ContentNode node) {
        element = node;
    }

    void setAnyMember(ContentNode node) {
        anyMember = node;
        names = new byte[0][];
        members = new ContentNode[0];
        size = 0;
    }
}
