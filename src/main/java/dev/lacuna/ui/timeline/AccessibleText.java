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

    private AccessibleText() {}

    static String of(TimelineModel model, Formats formats) {
        List<String> parts = new ArrayList<>();
        parts.add(TEXTS.get(
                "accessible.findings", Formats.number(model.shownFindings().size())));
        List<PartitionRef> partitions =
                model.selectedPartitions().stream().sorted().toList();
        if (!partitions.isEmpty()) {
            String numbers = partitions.stream()
                    .map(partition -> Integer.toString(partition.number()))
                    .collect(Collectors.joining(", "));
            parts.add(TEXTS.get(partitions.size() == 1 ? "accessible.partition" : "accessible.partitions", numbers));
        }
        model.selectedTime()
                .ifPresent(span -> parts.add(TEXTS.get(
                        "accessible.range",
                        formats.time(span.fromMillis()),
                        formats.time(span.toMillis()),
                        formats.zoneName())));
        return String.join(", ", parts);
    }
}
