package dev.lacuna.investigation;

import dev.lacuna.decode.Decoding;
import dev.lacuna.decode.Detection;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.PayloadFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the values of some records are read: as what, and as which text. It never waits for anything, so a view
/// may ask it while it draws.
public final class PayloadReading {

    private static final PayloadReading NONE =
            new PayloadReading(new Detection(PayloadFormat.AUTO, ""), Decoding.none());

    private static final int SAMPLED = 200;

    private final Detection detection;
    private final Decoding decoding;

    private PayloadReading(Detection detection, Decoding decoding) {
        this.detection = detection;
        this.decoding = decoding;
    }

    /// Finds out how a page's values are read, and gets the schemas that takes. May wait for a registry.
    public static RecordPage of(RecordPage page, Decoding decoding) {
        List<@Nullable Bytes> values = new ArrayList<>();
        page.rows().forEach(row -> values.add(Decoding.payload(row.event())));
        Detection detection = decoding.said(PayloadFormat.AUTO).orElseGet(() -> decoding.detect(head(values)));
        decoding.learn(detection.format(), values);
        return new RecordPage(
                page.rows(), page.stopped(), page.limited(), page.unjudged(), new PayloadReading(detection, decoding));
    }

    /// The same, once it is known how the values of these rows are read. May wait for a registry.
    PayloadReading learning(List<RecordPage.Row> rows, Decoding by) {
        List<@Nullable Bytes> values = new ArrayList<>();
        rows.forEach(row -> values.add(Decoding.payload(row.event())));
        boolean unknown = this == NONE && values.stream().anyMatch(Objects::nonNull);
        PayloadReading known = unknown
                ? new PayloadReading(by.said(PayloadFormat.AUTO).orElseGet(() -> by.detect(head(values))), by)
                : this;
        known.decoding.learn(known.detection.format(), values);
        return known;
    }

    private static List<@Nullable Bytes> head(List<@Nullable Bytes> values) {
        return values.subList(0, Math.min(SAMPLED, values.size()));
    }

    /// Values that nobody has looked at: none is read.
    public static PayloadReading none() {
        return NONE;
    }

    /// How they are read, and why so.
    public Detection detection() {
        return detection;
    }

    /// Whether values are decoded rather than shown as they stand.
    public boolean isDecoding() {
        return Decoding.isWalked(detection.format());
    }

    /// An event's value as JSON; empty where it is no format that needs reading, or can't be read.
    ///
    /// @param most roughly how many bytes of JSON are wanted
    public Optional<String> json(Event event, int most) {
        return Optional.ofNullable(Decoding.payload(event))
                .flatMap(payload -> decoding.json(detection.format(), payload, most));
    }
}
