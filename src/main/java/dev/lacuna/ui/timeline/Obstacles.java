package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.ui.kit.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says why an action would change nothing now, so that no key is pressed in vain. What one sees by
/// looking, as the end of what can be scrolled, needs no words.
final class Obstacles {

    private static final Texts TEXTS = Texts.of(Obstacles.class);

    private Obstacles() {}

    /// @param lanes that an action on lanes would mean
    /// @return what is missing for the action, in words; empty where nothing is
    static Optional<String> of(TimelineAction action, TimelineModel model, List<PartitionRef> lanes) {
        return key(action, model, lanes).map(key -> TEXTS.get("missing." + key, Texts.called(action.words())));
    }

    private static Optional<String> key(TimelineAction action, TimelineModel model, List<PartitionRef> lanes) {
        Lanes rows = model.lanes();
        return switch (action) {
            case VIEW_BEFORE -> unless(model.viewport().canGoBack(), "before");
            case VIEW_AFTER -> unless(model.viewport().canGoForward(), "after");
            case PIN_LANE, COLLAPSE_LANE -> unless(!lanes.isEmpty(), "lane");
            case COLLAPSE_ALL -> unless(rows.collapsed().size() < rows.shown().size(), "collapsed");
            case EXPAND_ALL -> unless(!rows.collapsed().isEmpty(), "expanded");
            case NEXT_FINDING, FINDING_BEFORE -> unless(hasFindings(model), "finding");
            case FOCUS, ZOOM_TO_SELECTION ->
                isNothingSelected(model)
                        ? Optional.of("selection")
                        : unless(model.selectedSpan().isPresent(), "range");
            case REPLAY,
                    NOTE,
                    EXPORT_SELECTION,
                    EXPORT_EVENTS,
                    EXPORT_EVENTS_CSV,
                    COPY_COMMAND,
                    COPY_RANGE,
                    COPY_EVENTS -> unless(!model.selectedPartitions().isEmpty(), "selection");
            case ZOOM_IN,
                    ZOOM_OUT,
                    PAN_BACK,
                    PAN_ON,
                    SCROLL_UP,
                    SCROLL_DOWN,
                    FIT_ALL,
                    NEWEST,
                    TURN_AXIS,
                    CROSSHAIR,
                    PIN_TIP,
                    WHEEL_ZOOMS,
                    ONLY_WITH_FINDINGS,
                    HARMLESS,
                    CLEAR -> Optional.empty();
        };
    }

    private static Optional<String> unless(boolean possible, String key) {
        return possible ? Optional.empty() : Optional.of(key);
    }

    private static boolean isNothingSelected(TimelineModel model) {
        return model.selection() instanceof Selection.None;
    }

    private static boolean hasFindings(TimelineModel model) {
        Set<PartitionRef> seen = new HashSet<>(model.lanes().shown());
        return model.shownFindings().stream().anyMatch(finding -> seen.contains(finding.partition()));
    }
}
