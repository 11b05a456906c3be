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
        lanes(
                parts,
                "accessible.partition",
                model.selectedPartitions().stream().sorted().toList());
        model.selectedTime()
                .ifPresent(span -> parts.add(TEXTS.get(
                        "accessible.range",
                        formats.time(span.fromMillis()),
                        formats.time(span.toMillis()),
                        formats.zoneName())));
        List<PartitionRef> shown = model.lanes().shown();
        lanes(parts, "accessible.pinned", shown.stream().filter(model::isPinned).toList());
        lanes(
                parts,
                "accessible.collapsed",
                shown.stream().filter(model::isCollapsed).toList());
        return String.join(", ", parts);
    }

    /// Adds which lanes are so, or how many when the list would be long.
    private static void lanes(List<String> parts, String key, List<PartitionRef> lanes) {
        if (lanes.size() > MOST_NAMED) {
            parts.add(TEXTS.get(key + ".many", Formats.number(lanes.size())));
        } else if (!lanes.isEmpty()) {
            boolean severalStreams =
                    lanes.stream().map(PartitionRef::stream).distinct().count() > 1;
            String names = lanes.stream()
                    .map(lane -> severalStreams ? lane.toString() : Integer.toString(lane.number()))
                    .collect(Collectors.joining(", "));
            parts.add(TEXTS.get(lanes.size() == 1 ? key : key + ".some", names));
        }
    }
}
