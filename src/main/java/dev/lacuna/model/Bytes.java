package dev.lacuna.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A read-only run of bytes: a key, a value, a header. It may be a slice of a larger array that is shared with its
/// neighbours, so that a batch is read without copying; nobody writes into it. Equal when the bytes are equal.
public final class Bytes {

    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /// Wraps without copying: the caller gives up the array.
    public static Bytes of(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    /// Wraps `length` bytes from `offset` on without copying.
    public static Bytes of(byte[] array, int offset, int length) {
        if (offset < 0 || length < 0 || offset > array.length - length) {
            throw new IndexOutOfBoundsException(offset + "+" + length + " of " + array.length);
        }
        return new Bytes(array, offset, length);
    }

    public static Bytes utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static @Nullable Bytes ofNullable(byte @Nullable [] array) {
        return array == null ? null : of(array);
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public byte at(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException(index + " of " + length);
        }
        return array[offset + index];
    }

    /// The array behind the slice, for parsers that take (array, offset, length). Never write into it.
    public byte[] sharedArray() {
        return array;
    }

    public int sharedOffset() {
        return offset;
    }

    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /// The same bytes in an array of their own, for whoever keeps them longer than the batch they came in.
    public Bytes compact() {
        return length == array.length ? this : of(toArray());
    }

    public Bytes slice(int from, int sliceLength) {
        if (from < 0 || sliceLength < 0 || from > length - sliceLength) {
            throw new IndexOutOfBoundsException(from + "+" + sliceLength + " of " + length);
        }
        return new Bytes(array, offset + from, sliceLength);
    }

    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    /// The bytes as UTF-8 text, malformed sequences replaced.
    public String text() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    /// The bytes as text when they are valid UTF-8, else null.
    public @Nullable String strictText() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(array, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes
                && Arrays.equals(
                        array, offset, offset + length, bytes.array, bytes.offset, bytes.offset + bytes.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /// The length only: payloads are never logged.
    @Override
    public String toString() {
        return length + " bytes";
    }
}
