package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is said where an action would do nothing, and that nothing is said where it does something.
class ObstaclesTest extends GestureFixture {

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void listen() {
        gestures.setOnObstacle(told::add);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "REPLAY",
                "NOTE",
                "EXPORT_SELECTION",
                "EXPORT_EVENTS",
                "EXPORT_EVENTS_CSV",
                "COPY_COMMAND",
                "COPY_RANGE",
                "COPY_EVENTS",
                "FOCUS",
                "ZOOM_TO_SELECTION"
            })
    void whatIsForASelectionSaysThatNothingIsSelected(TimelineAction action) {
        gestures.perform(action);

        assertThat(told)
                .containsExactly(Texts.called(action.words())
                        + ": nothing is selected. Drag over the lanes, or choose a finding");
        assertThat(others).isEmpty();

        model.select(new Selection.Span(new TimeSpan(millisAt(300), millisAt(500)), Set.of(p(1))));
        gestures.perform(action);
        assertThat(told).hasSize(1);
    }

    @Test
    void lanesAloneHaveNoRangeToZoomInto() {
        model.select(new Selection.Partitions(Set.of(p(1))));
        gestures.perform(TimelineAction.ZOOM_TO_SELECTION);
        gestures.perform(TimelineAction.FOCUS);

        assertThat(told).hasSize(2).allMatch(words -> words.contains("has no range on this axis"));
    }

    @Test
    void keysOnALaneSayThatNoneIsPointedAt() {
        gestures.hover(-1, -1);
        gestures.perform(TimelineAction.PIN_LANE);
        gestures.perform(TimelineAction.COLLAPSE_LANE);
        assertThat(told).hasSize(2).allMatch(words -> words.endsWith("point at a lane, or select one"));

        gestures.hover(500, laneY(2));
        gestures.perform(TimelineAction.COLLAPSE_LANE);
        assertThat(told).hasSize(2);
        assertThat(model.laneChoice().isCollapsed(p(2))).isTrue();
    }

    @Test
    void whatIsSoAlreadyIsSaid() {
        gestures.perform(TimelineAction.EXPAND_ALL);
        gestures.perform(TimelineAction.COLLAPSE_ALL);
        assertThat(told).containsExactly("Expand all lanes: no lane is collapsed");

        gestures.perform(TimelineAction.COLLAPSE_ALL);
        assertThat(told).last().isEqualTo("Collapse all lanes: all lanes are collapsed already");
    }

    @Test
    void theHistoryOfViewsSaysWhereItEnds() {
        gestures.perform(TimelineAction.VIEW_BEFORE);
        gestures.perform(TimelineAction.VIEW_AFTER);
        assertThat(told)
                .containsExactly(
                        "View before: this is the first view of the history",
                        "View after: this is the last view of the history");

        gestures.perform(TimelineAction.ZOOM_IN);
        gestures.perform(TimelineAction.VIEW_BEFORE);
        assertThat(told).hasSize(2);
    }

    @Test
    void theNextFindingIsMissedWhereThereIsNone() {
        gestures.perform(TimelineAction.NEXT_FINDING);
        assertThat(told).isEmpty();

        findings.clear();
        show(6);
        gestures.perform(TimelineAction.NEXT_FINDING);
        gestures.perform(TimelineAction.FINDING_BEFORE);
        assertThat(told)
                .containsExactly(
                        "Next finding: none on the lanes that are shown",
                        "Finding before: none on the lanes that are shown");
    }
}
