package dev.lacuna.bench;

import java.nio.charset.StandardCharsets;

/// A made-up event: always the same for the same place, and about 120 bytes of JSON.
///
/// @param partition where it stands
/// @param number its running number there, from 0
public record Order(int partition, long number) {

    private static final String[] STATES = {"placed", "paid", "packed", "sent"};

    /// As short as keys are: the customer's number.
    public byte[] key() {
        return Long.toString(10_000 + Math.floorMod(mixed(), 50_000L)).getBytes(StandardCharsets.US_ASCII);
    }

    public byte[] json() {
        long mixed = mixed();
        String text = "{\"seq\":" + number
                + ",\"id\":\"" + partition + "-" + Long.toHexString(number * 0x9E37_79B9L + 0x1000_0000_0000L)
                + "\",\"customer\":" + (10_000 + Math.floorMod(mixed, 50_000L))
                + ",\"amount\":" + Math.floorMod(mixed >>> 20, 100_000L)
                + ",\"state\":\"" + STATES[(int) (mixed >>> 60 & 3)]
                + "\",\"currency\":\"EUR\",\"warehouse\":\"north-2\"}";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Bits without a pattern, so that it compresses as events do and not as a repetition.
    private long mixed() {
        long bits = (number + 1) * 0x9E37_79B9_7F4A_7C15L + partition;
        bits = (bits ^ bits >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D0_49BB_1331_11EBL;
        return bits ^ bits >>> 31;
    }
}
