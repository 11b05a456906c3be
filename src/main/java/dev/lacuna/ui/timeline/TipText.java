package dev.lacuna.ui.timeline;

import dev.lacuna.index.Buckets;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The words of the tooltip: what lies under the pointer.
final class TipText {

    private static final Texts TEXTS = Texts.of(TipText.class);

    private final Formats formats;

    TipText(Formats formats) {
        this.formats = formats;
    }

    /// @param more how many other findings the mark under the pointer stands for
    String at(long millis, LaneFrame lane, Optional<Finding> finding, int more) {
        var text = new StringBuilder(TEXTS.get("tip.time", formats.dateTime(millis), formats.zoneName()));
        text.append('\n').append(density(millis, lane));
        finding.ifPresent(found -> {
            text.append("\n\n")
                    .append(TEXTS.get(
                            "tip.finding",
                            FindingStyle.of(found).verdict(),
                            found.explanation().summary()));
            text.append('\n')
                    .append(formats.span(found.time().fromMillis(), found.time().toMillis()));
            text.append('\n')
                    .append(TEXTS.get(
                            "tip.positions",
                            position(found.positions().from()),
                            position(found.positions().to())));
            if (more > 0) {
                text.append('\n').append(TEXTS.get("tip.merged", Formats.number(more)));
            }
        });
        return text.toString();
    }

    /// Empty where the header says all itself.
    Optional<String> at(HeaderSpot spot, Map<PartitionRef, LaneHead> heads) {
        if (spot.button().isPresent()) {
            return Optional.of(TEXTS.get(tipKey(spot.button().get(), spot.row())));
        }
        LaneHead head = heads.get(spot.row().partitions().getFirst());
        boolean thin = spot.row() instanceof LaneRow.Lane lane && lane.collapsed();
        return thin && head != null
                ? Optional.of(head.name() + '\n' + head.positions() + '\n' + head.events())
                : Optional.empty();
    }

    private static String tipKey(HeaderButton button, LaneRow row) {
        return switch (button) {
            case CHEVRON -> row.collapsed() ? "tip.expand" : "tip.collapse";
            case PIN -> row instanceof LaneRow.Lane lane && lane.pinned() ? "tip.unpin" : "tip.pin";
        };
    }

    private static String position(dev.lacuna.model.Position position) {
        return position.isDense() ? Formats.number(position.asOffset()) : position.toString();
    }

    private String density(long millis, LaneFrame lane) {
        Buckets buckets = lane.buckets();
        long index = Math.floorDiv(millis - buckets.startMillis(), buckets.bucketMillis());
        long count = index >= 0 && index < buckets.size() ? buckets.counts()[(int) index] : 0;
        String name = lane.head().name();
        if (count > 0) {
            return TEXTS.get(
                    buckets.estimated() ? "tip.density.estimated" : "tip.density",
                    name,
                    Formats.number(count),
                    Formats.duration(buckets.bucketMillis()));
        }
        TimelineSource.@Nullable Coverage coverage = lane.head().coverage();
        boolean scanned = coverage != null && coverage.covers(millis);
        return TEXTS.get(scanned ? "tip.empty" : "tip.unscanned", name);
    }
}
