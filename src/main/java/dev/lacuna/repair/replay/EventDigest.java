package dev.lacuna.repair.replay;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A digest of all that a copy must keep: key, value, headers in their order, timestamp, and the partition it belongs
/// in. The first 64 bits of SHA-256, never 0. Confined to one thread.
final class EventDigest {

    private static final long TIMELESS = -1;

    private final boolean timestamps;
    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    /// @param timestamps whether copies keep their timestamp
    EventDigest(boolean timestamps) {
        this.timestamps = timestamps;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    long ofOriginal(Event original, int targetPartition) {
        return of(original, original.millis(), original.headers(), targetPartition);
    }

    /// @param timeless whether its original is, so that the copy's own time says nothing
    long ofCopy(Event copy, boolean timeless) {
        return of(
                copy,
                timeless ? TIMELESS : copy.millis(),
                withoutOurs(copy.headers()),
                copy.partition().number());
    }

    /// Whether an event has no timestamp. A log may hold such events, of clients from long ago or of other makers, but
    /// Kafka's producer writes none: the copy of one gets the time of writing.
    static boolean isTimeless(Event event) {
        return event.millis() < 0;
    }

    /// Ours are the last two; a copy where they stand elsewhere was touched by someone.
    private static List<Header> withoutOurs(List<Header> headers) {
        int size = headers.size();
        boolean asWritten = size >= 2
                && headers.get(size - 2).name().equals(Event.ORIGIN_HEADER)
                && headers.get(size - 1).name().equals(Event.PLAN_HEADER);
        return asWritten ? headers.subList(0, size - 2) : headers;
    }

    private long of(Event event, long millis, List<Header> headers, int partition) {
        add(partition);
        add(timestamps ? Math.max(TIMELESS, millis) : 0);
        add(event.key());
        add(event.value());
        add(headers.size());
        for (Header header : headers) {
            byte[] name = header.name().getBytes(StandardCharsets.UTF_8);
            add(name.length);
            digest.update(name);
            add(header.value());
        }
        long bits = ByteBuffer.wrap(digest.digest()).getLong();
        return bits == 0 ? 1 : bits;
    }

    private void add(long value) {
        digest.update(number.clear().putLong(value).array());
    }

    /// The length comes first, so that neighbours can't be mistaken for one another, and null has one of its own.
    private void add(@Nullable Bytes bytes) {
        if (bytes == null) {
            add(-1);
        } else {
            add(bytes.length());
            digest.update(bytes.sharedArray(), bytes.sharedOffset(), bytes.length());
        }
    }
}
