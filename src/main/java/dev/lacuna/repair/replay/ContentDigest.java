package dev.lacuna.repair.replay;

import dev.lacuna.model.Event;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A running digest of a plan's originals in the order in which it names them: where each stands and all
/// that is in it. By it a later reading tells that the same positions hold other events. Confined to one
/// thread.
final class ContentDigest {

    private final EventDigest events = new EventDigest(true);
    private final ByteBuffer line = ByteBuffer.allocate(2 * Long.BYTES);
    private final MessageDigest digest;

    ContentDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void add(Event original) {
        line.clear()
                .putLong(original.position().asOffset())
                .putLong(events.ofOriginal(original, original.partition().number()));
        digest.update(line.array());
    }

    /// In hex digits; ends the digest.
    String end() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
