package dev.lacuna.source;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Header;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event of a [MemoryStream] carries.
public record MemoryContent(
        long millis, @Nullable Bytes key, @Nullable Bytes value, List<Header> headers) {

    public MemoryContent {
        headers = List.copyOf(headers);
    }

    public static MemoryContent of(long millis, @Nullable String key, @Nullable String value) {
        return new MemoryContent(
                millis, key == null ? null : Bytes.utf8(key), value == null ? null : Bytes.utf8(value), List.of());
    }

    /// The same with one more header, last.
    public MemoryContent with(String header, @Nullable Bytes headerValue) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(header, headerValue));
        return new MemoryContent(millis, key, value, more);
    }
}
