package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// A change of leaders in pixels of a lane's plot, and its words where they have room.
///
/// @param label empty where there is no room, or where the lane above says the same at the same place
/// @param labelX left edge of the words
/// @param told whether this lane, or the one above it, says it
record EpochTick(LaneEpoch epoch, double x, String label, double labelX, boolean told) {

    private static final Texts TEXTS = Texts.of(EpochTick.class);
    private static final double GAP = 4;

    /// Pixels for each change on average; with less there is hardly any room for words.
    private static final double LEAST_ROOM = 60;

    /// Leaders that a broker took with it change within seconds, in many lanes.
    private static final double SAME_PLACE = 3;

    /// The ticks of a lane that is not collapsed; those out of sight are left out.
    ///
    /// @param place where on the axis a change stands
    /// @param marks what else has words, symbols or a hatch here
    /// @param above the ticks of the lane above
    static List<EpochTick> place(
            List<LaneEpoch> epochs,
            Function<LaneEpoch, OptionalLong> place,
            AxisScale scale,
            List<MarkLayout.Placed> marks,
            List<EpochTick> above,
            ToDoubleFunction<String> textWidth) {
        List<EpochTick> ticks = new ArrayList<>();
        for (LaneEpoch epoch : epochs) {
            OptionalLong at = place.apply(epoch);
            double x = at.isPresent() ? Math.rint(scale.x(at.getAsLong())) : -1;
            if (x >= 0 && x <= scale.width()) {
                ticks.add(new EpochTick(epoch, x, "", 0, false));
            }
        }
        if (ticks.isEmpty() || ticks.size() * LEAST_ROOM > scale.width()) {
            return ticks; // where they crowd, a few words would hide more than they tell
        }
        List<MarkLayout.Extent> taken = new ArrayList<>();
        ticks.forEach(tick -> taken.add(new MarkLayout.Extent(tick.x, tick.x)));
        for (MarkLayout.Placed mark : marks) {
            mark.named().ifPresent(taken::add);
            mark.hatched().ifPresent(taken::add);
        }
        ticks.replaceAll(tick -> tick.isTold(above) ? tick.silent() : tick.named(scale, taken, textWidth));
        return ticks;
    }

    private boolean isTold(List<EpochTick> above) {
        return above.stream()
                .anyMatch(other -> other.told
                        && Math.abs(other.x - x) <= SAME_PLACE
                        && other.epoch.before() == epoch.before()
                        && other.epoch.after() == epoch.after());
    }

    private EpochTick silent() {
        return new EpochTick(epoch, x, "", 0, true);
    }

    private EpochTick named(AxisScale scale, List<MarkLayout.Extent> taken, ToDoubleFunction<String> textWidth) {
        for (String key : List.of("epoch", "epoch.short")) {
            String words = TEXTS.get(key, Integer.toString(epoch.before()), Integer.toString(epoch.after()));
            double width = textWidth.applyAsDouble(words);
            for (double left : new double[] {x - GAP - width, x + GAP}) {
                var room = new MarkLayout.Extent(left - GAP / 2, left + width + GAP / 2);
                if (left >= 0
                        && left + width <= scale.width() - GAP
                        && taken.stream().noneMatch(other -> room.from() <= other.to() && other.from() <= room.to())) {
                    taken.add(room);
                    return new EpochTick(epoch, x, words, left, true);
                }
            }
        }
        return this;
    }
}
