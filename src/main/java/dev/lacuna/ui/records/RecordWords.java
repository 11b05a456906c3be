package dev.lacuna.ui.records;

import dev.lacuna.decode.PayloadPreview;
import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A record's parts in one line each, made only for what is on the screen. Nothing, emptiness and bytes that
/// are no text each look different.
final class RecordWords {

    private static final Texts TEXTS = Texts.of(RecordWords.class);
    private static final int PREVIEW_CHARS = 240;
    private static final int LONGEST_CHARACTER = 4;
    private static final int HEADER_NAMES = 3;

    private RecordWords() {}

    static String position(Event event) {
        return event.position().isDense()
                ? Formats.number(event.position().asOffset())
                : event.position().toString();
    }

    /// "orders/2@4120": the way every command and header of ours names an event.
    static String reference(Event event) {
        return event.partition() + "@" + event.position();
    }

    static String reference(RecordPlace place) {
        return place.partition() + "@" + place.position();
    }

    static String key(Event event) {
        Bytes key = event.key();
        return key == null ? TEXTS.get("null") : key.isEmpty() ? TEXTS.get("empty") : preview(key);
    }

    static String value(Event event) {
        return value(event, PayloadReading.none());
    }

    static String value(Event event, PayloadReading reading) {
        Bytes value = event.value();
        if (value == null || value.isEmpty()) {
            return TEXTS.get(value == null ? "tombstone" : "empty");
        }
        return preview(reading.json(event, PREVIEW_CHARS * LONGEST_CHARACTER)
                .map(Bytes::utf8)
                .orElse(value));
    }

    static String headerValue(Header header) {
        Bytes value = header.value();
        return value == null ? TEXTS.get("null") : value.isEmpty() ? TEXTS.get("empty") : preview(value);
    }

    /// Whether what [#key] and its like say is a remark and no content.
    static boolean isRemark(@Nullable Bytes bytes) {
        return bytes == null || bytes.isEmpty();
    }

    /// "3: trace-id, tenant, …"
    static String headers(List<Header> headers) {
        if (headers.isEmpty()) {
            return "";
        }
        String names = headers.stream().limit(HEADER_NAMES).map(Header::name).collect(Collectors.joining(", "));
        return TEXTS.get("headers.names", headers.size(), headers.size() > HEADER_NAMES ? names + ", …" : names);
    }

    private static String preview(Bytes bytes) {
        return PayloadPreview.line(bytes, PREVIEW_CHARS);
    }

    /// The whole of it for the clipboard: as text, or in base 64 where it is none; empty for nothing.
    static String copy(@Nullable Bytes bytes) {
        if (bytes == null) {
            return "";
        }
        String text = bytes.strictText();
        return text != null ? text : Base64.getEncoder().encodeToString(bytes.toArray());
    }

    /// Everything about a row that a screen reader should say.
    static String aloud(RecordPage.Row row, Formats formats) {
        return TEXTS.get(
                "aloud", reference(row.event()), formats.dateTime(row.event().millis()), key(row.event()));
    }
}
