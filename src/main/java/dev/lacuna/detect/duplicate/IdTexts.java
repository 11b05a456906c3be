package dev.lacuna.detect.duplicate;

import dev.lacuna.model.Bytes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The texts of a bounded number of ids that were seen in more than one partition, so that findings can name an
/// example. Safe from any thread.
final class IdTexts {

    private static final int MOST = 10_000;
    private static final int MOST_CHARS = 64;

    private final Map<Key, String> texts = new HashMap<>();

    synchronized void note(int high, long low, Bytes id) {
        if (texts.size() < MOST) {
            texts.computeIfAbsent(new Key(high, low), key -> shortened(id));
        }
    }

    synchronized @Nullable String of(int high, long low) {
        return texts.get(new Key(high, low));
    }

    /// An id as a short text.
    static String shortened(Bytes id) {
        String text = id.strictText();
        return text == null ? id.length() + " bytes" : text.substring(0, Math.min(MOST_CHARS, text.length()));
    }

    private record Key(int high, long low) {}
}
