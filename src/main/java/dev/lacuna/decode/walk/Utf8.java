package dev.lacuna.decode.walk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The well-formed byte sequences of UTF-8, as table 3-7 of the Unicode standard lists them.
public final class Utf8 {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /// Passes a character that takes more than one byte.
    ///
    /// @return where the next one begins, or -1 where no well-formed one begins here
    public static int next(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        if (lead >= 0xc2 && lead <= 0xdf) {
            return isWithin(bytes, at + 1, end, 0x80, 0xbf) ? at + 2 : -1;
        }
        if (lead >= 0xe0 && lead <= 0xef) {
            int lowest = lead == 0xe0 ? 0xa0 : 0x80;
            int highest = lead == 0xed ? 0x9f : 0xbf;
            boolean formed = isWithin(bytes, at + 1, end, lowest, highest) && isWithin(bytes, at + 2, end, 0x80, 0xbf);
            return formed ? at + 3 : -1;
        }
        if (lead >= 0xf0 && lead <= 0xf4) {
            int lowest = lead == 0xf0 ? 0x90 : 0x80;
            int highest = lead == 0xf4 ? 0x8f : 0xbf;
            boolean formed = isWithin(bytes, at + 1, end, lowest, highest)
                    && isWithin(bytes, at + 2, end, 0x80, 0xbf)
                    && isWithin(bytes, at + 3, end, 0x80, 0xbf);
            return formed ? at + 4 : -1;
        }
        return -1;
    }

    public static boolean isWellFormed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (at + Long.BYTES <= to && ((long) WORDS.get(bytes, at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
            } else {
                at = bytes[at] >= 0 ? at + 1 : next(bytes, at, to);
                if (at < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isWithin(byte[] bytes, int at, int end, int lowest, int highest) {
        return at < end && (bytes[at] & 0xff) >= lowest && (bytes[at] & 0xff) <= highest;
    }
}
