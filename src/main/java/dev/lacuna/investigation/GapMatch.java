package dev.lacuna.investigation;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Position;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What another stream holds of one gap.
///
/// It tells the same story when the event behind the gap stands there, the same byte for byte, and the one before it
/// too unless it is not kept any more: a copy of the stream that went its own way before the gap's end is none.
final class GapMatch {

    /// @param digest of key and value
    private record Found(Position position, long digest) {}

    private final SoughtGap gap;
    private final Map<Long, Found> found = new TreeMap<>();
    private final TreeSet<Long> ambiguous = new TreeSet<>();
    private final TreeSet<Long> same = new TreeSet<>();
    private boolean differs;

    GapMatch(SoughtGap gap) {
        this.gap = gap;
    }

    boolean misses(long number) {
        return gap.missing().contains(number);
    }

    long missing() {
        return gap.missing().count();
    }

    /// Notes an event with a missing number.
    ///
    /// @return false when that number had come before
    boolean found(long number, Event event) {
        long digest = digest(event);
        Found before = found.putIfAbsent(number, new Found(event.position(), digest));
        if (before != null && before.digest() != digest) {
            ambiguous.add(number); // nobody can tell which of the two is the missing one
        }
        return before == null;
    }

    void neighbour(long number, Event there) {
        Event here = gap.neighbours().get(number);
        if (here == null) {
            return;
        }
        if (Objects.equals(here.key(), there.key()) && Objects.equals(here.value(), there.value())) {
            same.add(number);
        } else {
            differs = true;
        }
    }

    boolean isTheSameStory() {
        return !differs && !same.isEmpty() && same.last() > gap.missing().last();
    }

    int sameNeighbours() {
        return same.size();
    }

    /// Where each number that is beyond doubt stands first.
    Map<Long, Position> positions() {
        Map<Long, Position> positions = new TreeMap<>();
        found.forEach((number, where) -> {
            if (!ambiguous.contains(number)) {
                positions.put(number, where.position());
            }
        });
        return positions;
    }

    private static long digest(Event event) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, event.key());
            add(digest, event.value());
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, @Nullable Bytes bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(bytes == null ? -1 : bytes.length())
                .flip());
        if (bytes != null) {
            digest.update(bytes.sharedArray(), bytes.sharedOffset(), bytes.length());
        }
    }
}
