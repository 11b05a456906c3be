package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Which lanes are seen, pinned and collapsed, as the model's commands choose them.
class LaneChoiceTest extends ModelFixture {

    @Test
    void showsOnlyLanesWithFindingsWhenAsked() {
        show(40, incident());
        model.showOnlyLanesWithFindings(true);

        assertThat(model.lanes().shown()).containsExactly(p(0), p(1), p(2), p(3), p(4), p(5));
    }

    @Test
    void showsAPinnedLaneAlthoughItHasNoFinding() {
        show(40, incident());
        model.togglePinned(List.of(p(30)));
        model.showOnlyLanesWithFindings(true);

        assertThat(model.lanes().shown()).containsExactly(p(30), p(0), p(1), p(2), p(3), p(4), p(5));
    }

    @Test
    void remembersPinnedAndCollapsedLanesForTheNextScan() {
        show(6, incident());
        model.togglePinned(List.of(p(3)));
        model.toggleCollapsed(List.of(p(1)));
        model.reset();
        show(6, List.of());

        assertThat(model.lanes().shown()).startsWith(p(3), p(0), p(1));
        assertThat(model.isCollapsed(p(1))).isTrue();
    }

    @Test
    void makesLanesAlikeBeforeItTurnsThemBack() {
        show(6, List.of());
        model.toggleCollapsed(List.of(p(1)));
        model.toggleCollapsed(List.of(p(1), p(2)));
        assertThat(model.isCollapsed(p(1)) && model.isCollapsed(p(2))).isTrue();

        model.toggleCollapsed(List.of(p(1), p(2)));
        assertThat(model.isCollapsed(p(1)) || model.isCollapsed(p(2))).isFalse();
    }

    @Test
    void collapsesAndExpandsAllLanes() {
        show(6, List.of());
        model.collapseAll(true);
        assertThat(model.lanes().contentHeight()).isEqualTo(6 * Lanes.COLLAPSED);
        model.collapseAll(false);
        assertThat(model.lanes().contentHeight()).isEqualTo(6 * model.lanes().laneHeight());
    }

    @Test
    void saysWhichLanesArePinnedAndCollapsed() {
        show(20, List.of());
        model.togglePinned(List.of(p(3)));
        model.toggleCollapsed(List.of(p(1), p(4)));
        assertThat(AccessibleText.of(model, new dev.lacuna.ui.kit.Formats()))
                .endsWith("partition 3 pinned, partitions 1, 4 collapsed");

        model.collapseAll(true);
        assertThat(AccessibleText.of(model, new dev.lacuna.ui.kit.Formats())).endsWith("20 partitions collapsed");
    }
}
