package dev.lacuna.decode;

import dev.lacuna.model.FieldPath;
import dev.lacuna.model.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A place in the payloads that were read, with the places within it. Members of an object usually come in the
/// same order, so the next one is looked at first.
public final class ContentNode {

    /// Fewer different names than that are never taken for data, unless there is no room.
    private static final int FEW_MEMBERS = 64;

    /// An object is a map, its names being data, when less than this part of the names known occurs in it on
    /// average.
    private static final int OF_A_MAP = 4;

    private static final int TYPES = ValueType.values().length;

    private final FieldPath path;
    private final int depth;
    private final long[] marks = new long[TYPES];
    private final long[] seen = new long[TYPES];
    private byte[][] names = new byte[0][];
    private ContentNode[] members = new ContentNode[0];
    private int size;
    private int expected;
    private int visits;
    private @Nullable ContentNode element;
    private @Nullable ContentNode anyMember;

    ContentNode(FieldPath path, int depth) {
        this.path = path;
        this.depth = depth;
        for (int i = 0; i < TYPES; i++) {
            marks[i] = Mixer.mix((long) path.index() * TYPES + i + 1);
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
        visits++;
        return true;
    }

    /// The member of that name, or null when it was never met.
    @Nullable
    ContentNode member(byte[] array, int from, int to) {
        if (anyMember != null) {
            return anyMember;
        }
        int at = expected < size ? expected : 0;
        for (int looked = 0; looked < size; looked++) {
            byte[] name = names[at];
            if (name.length == to - from && isAt(array, from, name)) {
                expected = at + 1;
                return members[at];
            }
            at = at + 1 < size ? at + 1 : 0;
        }
        return null;
    }

    /// Names are short: this is quicker than what is made for long arrays.
    private static boolean isAt(byte[] array, int from, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (array[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether its names are data, as one sees when they are many.
    boolean isMap() {
        return size >= FEW_MEMBERS && mayBeMap();
    }

    private boolean mayBeMap() {
        long occurred = 0;
        for (int i = 0; i < size; i++) {
            occurred += members[i].visits;
        }
        return occurred * OF_A_MAP < (long) size * visits;
    }

    void add(byte[] name, ContentNode member) {
        if (size == names.length) {
            names = Arrays.copyOf(names, Math.max(4, size * 2));
            members = Arrays.copyOf(members, names.length);
        }
        names[size] = name;
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

    @Nullable
    ContentNode anyMember() {
        return anyMember;
    }

    /// From now on its members are not told apart.
    void setAnyMember(ContentNode node) {
        anyMember = node;
        names = new byte[0][];
        members = new ContentNode[0];
        size = 0;
    }

    /// How many places it is and holds.
    int count() {
        int count = 1 + (element == null ? 0 : element.count()) + (anyMember == null ? 0 : anyMember.count());
        for (int i = 0; i < size; i++) {
            count += members[i].count();
        }
        return count;
    }

    /// Of itself and the places within that may be maps the one of the most names, or null where none is.
    ///
    /// @param fewest names that one has at least
    @Nullable
    ContentNode largestMap(int fewest) {
        ContentNode largest = size >= fewest && mayBeMap() ? this : null;
        for (ContentNode within : new @Nullable ContentNode[] {element, anyMember}) {
            largest = larger(largest, within == null ? null : within.largestMap(fewest));
        }
        for (int i = 0; i < size; i++) {
            largest = larger(largest, members[i].largestMap(fewest));
        }
        return largest;
    }

    private static @Nullable ContentNode larger(@Nullable ContentNode one, @Nullable ContentNode other) {
        return one == null || other != null && other.size > one.size ? other : one;
    }
}
