package dev.lacuna.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A place in payloads of JSON, with the members that objects usually have there, in their usual order: a name that was
/// met before is recognised by a comparison, and need be neither read nor looked up again.
final class JsonPlace {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Objects with more names than that have their data in them, or are rare.
    private static final int MOST_MEMBERS = 32;

    private final @Nullable PointerTree wanted;
    private final @Nullable ContentNode noted;
    private Member[] members = new Member[0];
    private int size;
    private int expected;
    private @Nullable JsonPlace element;
    private @Nullable JsonPlace anyMember;

    /// A member that was met before.
    ///
    /// @param name in UTF-8 with the quote that ends it, so that no longer name begins like it
    /// @param length of the name; the bytes themselves need seldom be looked at
    /// @param head its first eight bytes, or all of a shorter one
    /// @param mask covers those
    /// @param tail its last eight bytes; of one that has no more than that nobody asks
    /// @param place null: nothing of it is wanted, and it is noted nowhere
    record Member(
            byte[] name,
            int length,
            long head,
            long mask,
            long tail,
            @Nullable JsonPlace place) {}

    /// @param wanted what is wanted of the values here; null: nothing
    /// @param noted where they are noted; null: nowhere
    JsonPlace(@Nullable PointerTree wanted, @Nullable ContentNode noted) {
        this.wanted = wanted;
        this.noted = noted;
    }

    @Nullable
    PointerTree wanted() {
        return wanted;
    }

    @Nullable
    ContentNode noted() {
        return noted;
    }

    /// Whether fields end here, so that the value itself is wanted.
    boolean isField() {
        return wanted != null && !wanted.slots().isEmpty();
    }

    /// An object begins.
    void begin() {
        expected = 0;
    }

    /// The member whose name stands there, or null when it has to be read.
    ///
    /// @param from behind the name's first quote
    /// @param end of the payload
    @Nullable
    Member member(byte[] array, int from, int end) {
        // once it turns out that the names are data, the places of single ones are no longer noted
        if (from + Long.BYTES > array.length || noted != null && noted.anyMember() != null) {
            return null;
        }
        long word = (long) WORDS.get(array, from);
        int at = expected < size ? expected : 0;
        for (int looked = 0; looked < size; looked++) {
            Member member = members[at];
            if ((word & member.mask()) == member.head() && isWhole(array, from, end, member)) {
                expected = at + 1;
                return member;
            }
            at = at + 1 < size ? at + 1 : 0;
        }
        return null;
    }

    /// Whether what stands behind the head is the same, too, and all of it within the payload.
    private static boolean isWhole(byte[] array, int from, int end, Member member) {
        int length = member.length();
        if (from + length > end) {
            return false;
        }
        if (length <= Long.BYTES) {
            return true;
        }
        return (long) WORDS.get(array, from + length - Long.BYTES) == member.tail()
                && (length <= 2 * Long.BYTES || Arrays.equals(array, from, from + length, member.name(), 0, length));
    }

    /// Remembers a member whose name was read.
    ///
    /// @param close where the quote stands that ends the name
    void remember(byte[] array, int from, int close, @Nullable JsonPlace place) {
        if (size == MOST_MEMBERS) {
            return;
        }
        if (size == members.length) {
            members = Arrays.copyOf(members, Math.max(8, size * 2));
        }
        byte[] name = Arrays.copyOfRange(array, from, close + 1);
        long mask = name.length >= Long.BYTES ? -1L : (1L << name.length * Byte.SIZE) - 1;
        long head = (long) WORDS.get(Arrays.copyOf(name, Math.max(Long.BYTES, name.length)), 0) & mask;
        long tail = name.length > Long.BYTES ? (long) WORDS.get(name, name.length - Long.BYTES) : 0;
        members[size++] = new Member(name, name.length, head, mask, tail, place);
        expected = size;
    }

    /// The place of elements of which nothing is wanted one by one.
    ///
    /// @param node where they are noted
    JsonPlace element(ContentNode node) {
        JsonPlace known = element;
        if (known == null || known.noted != node) {
            known = new JsonPlace(null, node);
            element = known;
        }
        return known;
    }

    /// The place of members of which nothing is wanted and whose names are data.
    ///
    /// @param node where they are noted
    JsonPlace anyMember(ContentNode node) {
        JsonPlace known = anyMember;
        if (known == null || known.noted != node) {
            known = new JsonPlace(null, node);
            anyMember = known;
        }
        return known;
    }
}
