package dev.lacuna.repair.replay;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.model.StreamInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The planned events whose originals the source does not keep any more, because its log begins behind them now. Their
/// copies can't be compared; but the plan says how many they are, so that the copies can be counted.
final class GoneOriginals {

    private final List<Part> parts;
    /// Where the originals of each part begin that are still kept; null where all are.
    private final List<@Nullable Position> keptFrom = new ArrayList<>();
    private final long[] kept;
    private final long[] copied;
    private final PositionSet found = new PositionSet();

    /// @param from the source as it is now
    GoneOriginals(List<Part> parts, StreamInfo from) {
        this.parts = parts;
        this.kept = new long[parts.size()];
        this.copied = new long[parts.size()];
        for (Part part : parts) {
            Position start = from.partition(part.partition())
                    .map(PartitionInfo::start)
                    .filter(part.positions().from()::isBefore)
                    .orElse(null);
            keptFrom.add(start);
        }
    }

    /// The positions of a part that can still be read.
    PositionRange kept(int part) {
        PositionRange positions = parts.get(part).positions();
        Position start = keptFrom.get(part);
        return start == null ? positions : new PositionRange(Position.min(start, positions.to()), positions.to());
    }

    /// An original that is still there.
    void read(int part) {
        kept[part]++;
    }

    boolean isGone(int part, Position position) {
        Position start = keptFrom.get(part);
        return start != null && position.isBefore(start);
    }

    /// Whether a plan that picks places has picked this one.
    boolean isPlanned(int part, Position position) {
        List<PositionRange> picked = parts.get(part).picked();
        return picked.isEmpty() || picked.stream().anyMatch(range -> range.contains(position));
    }

    /// A copy of an original that is gone.
    ///
    /// @return whether it is the first one of it
    boolean copied(int part, Position position) {
        boolean first = found.add(parts.get(part).partition(), position);
        if (first) {
            copied[part]++;
        }
        return first;
    }

    /// How many of a part are gone.
    long gone(int part) {
        return keptFrom.get(part) == null ? 0 : Math.max(0, parts.get(part).events() - kept[part]);
    }

    long gone() {
        long sum = 0;
        for (int part = 0; part < parts.size(); part++) {
            sum += gone(part);
        }
        return sum;
    }

    /// How many originals that are gone have a copy.
    long copied() {
        return found.size();
    }

    /// How many have none, by the plan's counts.
    long uncopied() {
        long sum = 0;
        for (int part = 0; part < parts.size(); part++) {
            sum += Math.max(0, gone(part) - copied[part]);
        }
        return sum;
    }

    /// Copies of more events than the plan counted.
    long beyond() {
        long sum = 0;
        for (int part = 0; part < parts.size(); part++) {
            sum += Math.max(0, copied[part] - gone(part));
        }
        return sum;
    }

    /// What can't be told any more, for people; a sentence for each part.
    List<String> told(String stream) {
        List<String> told = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            long gone = gone(part);
            if (gone > 0) {
                told.add("The log of " + stream + "/" + parts.get(part).partition() + " begins at " + keptFrom.get(part)
                        + " now: " + gone + (gone == 1 ? " of the planned events is" : " of the planned events are")
                        + " not kept any more. " + (gone == 1 ? "Its copy was" : "Their copies were")
                        + " counted, not compared: " + copied[part]
                        + (copied[part] == 1 ? " stands" : " stand") + " in the target.");
            }
        }
        return told;
    }
}
