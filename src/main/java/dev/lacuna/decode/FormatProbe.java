package dev.lacuna.decode;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.PayloadFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out from a sample of values how a stream's payloads are to be read.
public final class FormatProbe {

    private static final double ENOUGH = 0.9;

    private FormatProbe() {}

    /// JSON when at least nine in ten values are JSON objects or arrays, TEXT when all are printable UTF-8,
    /// else BYTES. Tombstones (null) don't count; without any value it is BYTES.
    public static PayloadFormat of(List<? extends @Nullable Bytes> values) {
        JsonFields json = new JsonFields(new PointerTree(), true);
        Values nothing = new Values();
        int present = 0;
        int readable = 0;
        boolean text = true;
        for (Bytes value : values) {
            if (value != null) {
                present++;
                if (JsonDefects.beginsLikeContainer(value) && json.read(value, nothing) == null) {
                    readable++;
                }
                text &= isPrintable(value);
            }
        }
        if (present == 0) {
            return PayloadFormat.BYTES;
        }
        if (readable >= ENOUGH * present) {
            return PayloadFormat.JSON;
        }
        return text ? PayloadFormat.TEXT : PayloadFormat.BYTES;
    }

    static boolean isPrintable(Bytes value) {
        String text = value.strictText();
        return text != null
                && text.chars().allMatch(c -> c == '\t' || c == '\n' || c == '\r' || !Character.isISOControl(c));
    }
}
