package dev.lacuna.decode;

import dev.lacuna.model.FieldPath;
import dev.lacuna.model.ValueType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A place in the payloads that were read, with the places within it. Members of an object usually come in the
/// same order, so the next one is looked at first.
public final class ContentNode {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Fewer different names than that are never taken for data, unless there is no room.
    private static final int FEW_MEMBERS = 64;

    /// An object is a map, its names being data, when less than this part of the names known occurs in it on
    /// average.
    private static final int OF_A_MAP = 4;

    private static final ValueType[] TYPES = ValueType.values();

    /// By so many bits the mark is turned for each type.
    private static final int TURN = Long.SIZE / TYPES.length;

    private final FieldPath path;
    private final int depth;
    private final long mark;
    private long lastEvent;
    private int lastTypes;
    private byte[][] names = new byte[0][];
    private long[] heads = new long[0];
    private ContentNode[] members = new ContentNode[0];
    private int size;
    private int expected;
    private int visits;
    private @Nullable ContentNode element;
    private @Nullable ContentNode anyMember;

    ContentNode(FieldPath path, int depth) {
        this.path = path;
        this.depth = depth;
        this.mark = Mixer.mix(path.index() + 1L);
    }

    FieldPath path() {
        return path;
    }

    int depth() {
        return depth;
    }

    /// Notes a type that stands here in an event.
    ///
    /// @return a number that stands for "this type stands here", whose sum over a payload tells its shape; 0
    ///     when it is noted of that event already
    long note(int type, long event) {
        int bit = 1 << type;
        if (lastEvent != event) {
            lastEvent = event;
            lastTypes = bit;
        } else if ((lastTypes & bit) != 0) {
            return 0;
        } else {
            lastTypes |= bit;
        }
        visits++;
        return Long.rotateLeft(mark, type * TURN);
    }

    /// Tells where what type stands in an event, in this place and those within.
    void tell(long event, BiConsumer<FieldPath, ValueType> told) {
        if (lastEvent != event) {
            return;
        }
        for (int type = 0; type < TYPES.length; type++) {
            if ((lastTypes >> type & 1) != 0) {
                told.accept(path, TYPES[type]);
            }
        }
        for (ContentNode within : new @Nullable ContentNode[] {element, anyMember}) {
            if (within != null) {
                within.tell(event, told);
            }
        }
        for (int i = 0; i < size; i++) {
            members[i].tell(event, told);
        }
    }

    /// The member of that name, or null when it was never met.
    @Nullable
    ContentNode member(byte[] array, int from, int to) {
        if (anyMember != null) {
            return anyMember;
        }
        int length = to - from;
        long head = head(array, from, length);
        int at = expected < size ? expected : 0;
        for (int looked = 0; looked < size; looked++) {
            if (heads[at] == head && names[at].length == length && isTail(array, from, names[at])) {
                expected = at + 1;
                return members[at];
            }
            at = at + 1 < size ? at + 1 : 0;
        }
        return null;
    }

    /// The first eight bytes of a name, or all of a shorter one.
    private static long head(byte[] array, int from, int length) {
        if (from + Long.BYTES <= array.length) {
            long word = (long) WORDS.get(array, from);
            return length >= Long.BYTES ? word : word & (1L << length * Byte.SIZE) - 1;
        }
        long head = 0;
        for (int i = Math.min(length, Long.BYTES) - 1; i >= 0; i--) {
            head = head << Byte.SIZE | array[from + i] & 0xFF;
        }
        return head;
    }

    /// Whether what stands behind the head is the same, too.
    private static boolean isTail(byte[] array, int from, byte[] name) {
        for (int i = Long.BYTES; i < name.length; i++) {
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
            heads = Arrays.copyOf(heads, names.length);
            members = Arrays.copyOf(members, names.length);
        }
        names[size] = name;
        heads[size] = head(name, 0, name.length);
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
        heads = new long[0];
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
