package dev.lacuna.decode;

/// The well-formed byte sequences of UTF-8, as table 3-7 of the Unicode standard lists them.
final class Utf8 {

    private Utf8() {}

    /// Passes a character that takes more than one byte.
    ///
    /// @return where the next one begins, or -1 where no well-formed one begins here
    static int next(byte[] bytes, int at, int end) {
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

    private static boolean isWithin(byte[] bytes, int at, int end, int lowest, int highest) {
        return at < end && (bytes[at] & 0xff) >= lowest && (bytes[at] & 0xff) <= highest;
    }
}
