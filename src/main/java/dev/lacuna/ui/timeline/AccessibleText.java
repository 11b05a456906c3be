package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a screen reader says of the canvas: "12 findings, partition 3 selected, 10:02 to 10:05 UTC".
final class AccessibleText {

    private static final Texts TEXTS = Texts.of(AccessibleText.class);

    private static final int MOST_NAMED = 12;

    private AccessibleText() {}

    static String of(TimelineModel model, Formats formats) {
        List<String> parts = new ArrayList<>();
        parts.add(TEXTS.get(
                "accessible.findings", Formats.number(model.shownFindings().size())));
        if (model.hidesAllLanes()) {
            parts.add(TEXTS.get("lanes.none"));
        }
        Lanes lanes = model.lanes();
        List<String> streams = lanes.streams();
        if (streams.size() > 1) {
            parts.add(TEXTS.get("accessible.topics", streams.size(), String.join(", ", streams)));
        }
        parts.addAll(lanes(
                streams.size() > 1,
                model.selectedPartitions().stream().sorted().toList(),
                "accessible.partition",
                "accessible.partition.some",
                "accessible.partition.many"));
        boolean times = model.viewport().axis() == Axis.TIME;
        model.selectedSpan()
                .ifPresent(span -> parts.add(
                        times
                                ? TEXTS.get(
                                        "accessible.range",
                                        formats.time(span.from()),
                                        formats.time(span.to()),
                                        formats.zoneName())
                                : TEXTS.get(
                                        "accessible.offsets", Formats.number(span.from()), Formats.number(span.to()))));
        if (!times) {
            parts.add(model.streams()
                    .lead()
                    .map(lead -> TEXTS.get("accessible.axis.of", lead.name()))
                    .orElseGet(() -> TEXTS.get("accessible.axis")));
        }
        parts.addAll(lanes(
                streams.size() > 1,
                lanes.pinned(),
                "accessible.pinned",
                "accessible.pinned.some",
                "accessible.pinned.many"));
        parts.addAll(lanes(
                streams.size() > 1,
                lanes.collapsed(),
                "accessible.collapsed",
                "accessible.collapsed.some",
                "accessible.collapsed.many"));
        return String.join(", ", parts);
    }

    /// Which lanes are so, or how many when the list would be long; nothing when none is.
    private static List<String> lanes(
            boolean severalStreams, List<PartitionRef> lanes, String one, String some, String many) {
        if (lanes.isEmpty()) {
            return List.of();
        }
        if (lanes.size() > MOST_NAMED) {
            return List.of(TEXTS.get(many, Formats.number(lanes.size())));
        }
        String names = lanes.stream()
                .map(lane -> severalStreams ? lane.toString() : Integer.toString(lane.number()))
                .collect(Collectors.joining(", "));
        return List.of(TEXTS.get(lanes.size() == 1 ? one : some, names));
    }
}
