package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.ui.kit.FindingClass;
import java.util.List;
import java.util.Set;

/// How a timeline stands, to be kept and taken up again.
///
/// @param fitted whether all there is is seen, whatever the window says
/// @param scroll pixels by which the lanes are scrolled
/// @param hidden classes of findings that are left out
/// @param groups whose way is drawn
public record TimelineState(
        Axis axis,
        boolean fitted,
        AxisWindow window,
        double scroll,
        Set<PartitionRef> pinned,
        Set<PartitionRef> collapsed,
        Set<FindingClass> hidden,
        boolean onlyWithFindings,
        boolean crosshair,
        List<String> groups) {

    public TimelineState {
        pinned = Set.copyOf(pinned);
        collapsed = Set.copyOf(collapsed);
        hidden = Set.copyOf(hidden);
        groups = List.copyOf(groups);
    }
}
