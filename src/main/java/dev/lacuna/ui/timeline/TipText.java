package dev.lacuna.ui.timeline;

import dev.lacuna.index.Buckets;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The words of the tooltip: what lies under the pointer.
final class TipText {

    private static final Texts TEXTS = Texts.of(TipText.class);

    private final Formats formats;
    private final @Nullable InstantSource clock;

    /// @param clock tells how long ago a time was
    TipText(Formats formats, InstantSource clock) {
        this.formats = formats;
        this.clock = clock;
    }

    private TipText(Formats formats) {
        this.formats = formats;
        this.clock = null;
    }

    /// The words of a tooltip that stays: they leave out what would soon be wrong, how long ago a time was.
    TipText toBeKept() {
        return new TipText(formats);
    }

    /// @param at the time or the position under the pointer
    /// @param epoch the change of leaders under the pointer
    /// @param more how many other findings the mark under the pointer stands for
    String at(
            Axis axis,
            long at,
            LaneFrame lane,
            AxisMap map,
            Optional<LaneEpoch> epoch,
            Optional<Finding> finding,
            int more) {
        var text = new StringBuilder(place(axis, at, lane.partition(), map));
        text.append('\n').append(axis == Axis.TIME ? density(at, lane) : fill(at, lane));
        epoch.ifPresent(found -> text.append('\n')
                .append(TEXTS.get(
                        "tip.epoch",
                        Integer.toString(found.before()),
                        Integer.toString(found.after()),
                        Formats.number(found.first()))));
        finding.ifPresent(found -> {
            text.append("\n\n")
                    .append(TEXTS.get(
                            "tip.finding",
                            FindingStyle.of(found).verdict(),
                            formats.inZone(found.explanation().summary())));
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

    static String note(LaneNote note) {
        return TEXTS.get("tip.note", note.text());
    }

    /// A time in the zone of the window; below it, the same in the other zone and how long ago it was.
    String time(long millis) {
        return clock == null ? formats.withZone(millis) : formats.inFull(millis, clock.millis());
    }

    /// Time and position, whichever is known for certain first.
    private String place(Axis axis, long at, PartitionRef partition, AxisMap map) {
        if (axis == Axis.TIME) {
            String time = time(at);
            OptionalLong position = map.positionAt(partition, at);
            return position.isEmpty()
                    ? time
                    : time + '\n' + TEXTS.get("tip.near.offset", Formats.number(position.getAsLong()));
        }
        String offset = TEXTS.get("axis.at", Formats.number(at));
        OptionalLong time = map.timeAt(partition, at);
        boolean within = map.extent(Axis.OFFSET, partition)
                .filter(all -> all.contains(at))
                .isPresent();
        return time.isEmpty() || !within ? offset : offset + '\n' + TEXTS.get("tip.near.time", time(time.getAsLong()));
    }

    /// Empty where the header says all itself.
    ///
    /// @param standing where the scan of a partition is
    Optional<String> at(
            HeaderSpot spot,
            Map<PartitionRef, LaneHead> heads,
            Function<PartitionRef, Optional<TimelineSource.Standing>> standing) {
        if (spot.button().isPresent()) {
            return Optional.of(TEXTS.get(tipKey(spot.button().get(), spot.row())));
        }
        LaneHead head = heads.get(spot.row().partitions().getFirst());
        if (head == null || !(spot.row() instanceof LaneRow.Lane lane)) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        if (lane.collapsed()) {
            lines.addAll(List.of(head.name(), head.positions(), head.events()));
        }
        standing.apply(lane.partition()).ifPresent(now -> lines.add(words(now)));
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }

    private String words(TimelineSource.Standing standing) {
        String place = TEXTS.get(
                "tip.standing",
                Formats.number(standing.position()),
                formats.dateTime(standing.millis()),
                formats.zoneName());
        String pace = Formats.rate(standing.perSecond());
        return place
                + '\n'
                + (standing.leftMillis() < 0
                        ? pace
                        : TEXTS.get("tip.standing.left", pace, Formats.duration(standing.leftMillis())));
    }

    private static String tipKey(HeaderButton button, LaneRow row) {
        return switch (button) {
            case CHEVRON -> row.collapsed() ? "tip.expand" : "tip.collapse";
            case PIN -> row.pinned() ? "tip.unpin" : "tip.pin";
        };
    }

    private static String position(dev.lacuna.model.Position position) {
        return position.isDense() ? Formats.number(position.asOffset()) : position.toString();
    }

    private String density(long millis, LaneFrame lane) {
        Buckets buckets = lane.buckets();
        long index = Math.floorDiv(millis - buckets.start(), buckets.width());
        long count = index >= 0 && index < buckets.size() ? buckets.counts()[(int) index] : 0;
        String name = lane.head().name();
        if (count > 0) {
            return TEXTS.get(
                    buckets.estimated() ? "tip.density.estimated" : "tip.density",
                    name,
                    Formats.number(count),
                    Formats.duration(buckets.width()));
        }
        TimelineSource.@Nullable Coverage coverage = lane.head().coverage();
        boolean scanned = coverage != null && coverage.covers(millis);
        return TEXTS.get(scanned ? "tip.empty" : "tip.unscanned", name);
    }

    /// How many of the positions there hold an event.
    private static String fill(long position, LaneFrame lane) {
        String name = lane.head().name();
        if (!lane.extent().contains(position)) {
            return TEXTS.get("tip.outside", name);
        }
        boolean scanned = lane.scanned().stream().anyMatch(span -> span.contains(position));
        if (!scanned) {
            return TEXTS.get("tip.unscanned", name);
        }
        Buckets buckets = lane.buckets();
        long index = Math.floorDiv(position - buckets.start(), buckets.width());
        long count = index >= 0 && index < buckets.size() ? buckets.counts()[(int) index] : 0;
        long from = Math.max(lane.extent().from(), buckets.start() + index * buckets.width());
        long to = Math.min(lane.extent().to(), buckets.start() + (index + 1) * buckets.width());
        return TEXTS.get(
                buckets.estimated() ? "tip.fill.estimated" : "tip.fill",
                name,
                Formats.number(count),
                Formats.number(to - from));
    }
}
