package dev.lacuna.decode.walk;

import dev.lacuna.model.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A place in a payload's bytes that moves on as they are read and never leaves them: whatever asks for more
/// than there is finds the payload broken. Used again for the next payload.
public final class ByteCursor {

    private static final VarHandle LITTLE_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LITTLE_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int LONGEST_VARINT = 10;

    private byte[] array = new byte[0];
    private int start;
    private int at;
    private int end;

    /// Stands at the first byte of a payload.
    public void over(Bytes payload) {
        array = payload.sharedArray();
        start = payload.sharedOffset();
        at = start;
        end = start + payload.length();
    }

    /// The array that indices refer to.
    public byte[] array() {
        return array;
    }

    /// The index of the next byte.
    public int at() {
        return at;
    }

    /// The index behind the last byte.
    public int end() {
        return end;
    }

    public int left() {
        return end - at;
    }

    /// How many bytes lie before the next one.
    public int offset() {
        return at - start;
    }

    /// Goes on at an index within the payload.
    public void moveTo(int index) {
        if (index < start || index > end) {
            throw new IndexOutOfBoundsException(index);
        }
        at = index;
    }

    public BrokenPayloadException broken(String reason) {
        return new BrokenPayloadException(reason, offset(), false);
    }

    /// A payload that was read to its end has nothing behind it.
    public void requireEnd() throws BrokenPayloadException {
        if (at < end) {
            throw broken("goes on behind its value");
        }
    }

    /// Passes over bytes.
    ///
    /// @param length as the payload claims it, unsigned
    /// @return the index of the first of them
    public int take(long length) throws BrokenPayloadException {
        if (length < 0 || length > end - at) {
            throw broken("claims more bytes than are left");
        }
        int from = at;
        at += (int) length;
        return from;
    }

    private int need(int bytes) throws BrokenPayloadException {
        if (bytes > end - at) {
            throw broken("ends before its value is complete");
        }
        int from = at;
        at += bytes;
        return from;
    }

    /// The next byte, unsigned.
    public int next() throws BrokenPayloadException {
        return array[need(1)] & 0xff;
    }

    public int littleInt() throws BrokenPayloadException {
        return (int) LITTLE_INT.get(array, need(Integer.BYTES));
    }

    public long littleLong() throws BrokenPayloadException {
        return (long) LITTLE_LONG.get(array, need(Long.BYTES));
    }

    /// An unsigned number of 1 to 4 bytes, the highest first.
    public long big(int bytes) throws BrokenPayloadException {
        long value = 0;
        for (int from = need(bytes), i = from; i < from + bytes; i++) {
            value = value << 8 | array[i] & 0xff;
        }
        return value;
    }

    public long bigLong() throws BrokenPayloadException {
        return (long) BIG_LONG.get(array, need(Long.BYTES));
    }

    /// A number in groups of seven bits, the lowest first; 64 bits.
    public long varint() throws BrokenPayloadException {
        if (at < end && array[at] >= 0) {
            return array[at++];
        }
        long value = 0;
        int from = at;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (at == end) {
                throw broken("ends before its value is complete");
            }
            byte next = array[at++];
            value |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        at = from;
        throw broken("has a number of more than 64 bits");
    }

    /// The same, its sign in the lowest bit.
    public long zigzag() throws BrokenPayloadException {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }
}
