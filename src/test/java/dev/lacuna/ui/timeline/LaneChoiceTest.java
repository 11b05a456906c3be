package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        model.laneChoice().togglePinned(List.of(p(30)));
        model.showOnlyLanesWithFindings(true);

        assertThat(model.lanes().shown()).containsExactly(p(30), p(0), p(1), p(2), p(3), p(4), p(5));
    }

    @Test
    void remembersPinnedAndCollapsedLanesForTheNextScan() {
        show(6, incident());
        model.laneChoice().togglePinned(List.of(p(3)));
        model.laneChoice().toggleCollapsed(List.of(p(1)));
        model.reset();
        show(6, List.of());

        assertThat(model.lanes().shown()).startsWith(p(3), p(0), p(1));
        assertThat(model.laneChoice().isCollapsed(p(1))).isTrue();
    }

    @Test
    void makesLanesAlikeBeforeItTurnsThemBack() {
        show(6, List.of());
        model.laneChoice().toggleCollapsed(List.of(p(1)));
        model.laneChoice().toggleCollapsed(List.of(p(1), p(2)));
        assertThat(model.laneChoice().isCollapsed(p(1)) && model.laneChoice().isCollapsed(p(2)))
                .isTrue();

        model.laneChoice().toggleCollapsed(List.of(p(1), p(2)));
        assertThat(model.laneChoice().isCollapsed(p(1)) || model.laneChoice().isCollapsed(p(2)))
                .isFalse();
    }

    @Test
    void collapsesAndExpandsAllLanes() {
        show(6, List.of());
        model.laneChoice().collapseAll(true);
        assertThat(model.lanes().contentHeight()).isEqualTo(6 * Lanes.COLLAPSED);
        model.laneChoice().collapseAll(false);
        assertThat(model.lanes().contentHeight()).isEqualTo(6 * model.lanes().laneHeight());
    }

    @Test
    void saysWhichLanesArePinnedAndCollapsed() {
        show(20, List.of());
        model.laneChoice().togglePinned(List.of(p(3)));
        model.laneChoice().toggleCollapsed(List.of(p(1), p(4)));
        assertThat(AccessibleText.of(model, new dev.lacuna.ui.kit.Formats()))
                .endsWith("partition 3 pinned, partitions 1, 4 collapsed");

        model.laneChoice().collapseAll(true);
        assertThat(AccessibleText.of(model, new dev.lacuna.ui.kit.Formats())).endsWith("20 partitions collapsed");
    }

    private void showBeside(double height) {
        model.resize(WIDTH, height);
        var map = new AxisMap(Optional.of(EXTENT), Map.of(), PositionTimes.NONE);
        model.show(map, List.of(p(0), p(1)), List.of());
        model.show(map, List.of(p(0), p(1), payment(0), payment(1)), List.of());
    }

    private static PartitionRef payment(int number) {
        return MadeUpSource.PAYMENTS.partition(number);
    }

    @Test
    void lanesThatCameBesideAreThinNoLongerThanRoomIsScarce() {
        showBeside(200);
        assertThat(model.laneChoice().isCollapsed(payment(0))
                        && model.laneChoice().isCollapsed(payment(1)))
                .isTrue();
        assertThat(model.laneChoice().isCollapsed(p(0))).isFalse();

        model.resize(WIDTH, 700);
        assertThat(model.lanes().collapsed()).isEmpty();
        assertThat(model.lanes().laneHeight()).isEqualTo(Lanes.HIGHEST);

        model.resize(WIDTH, 200);
        assertThat(model.lanes().collapsed()).containsExactly(payment(0), payment(1));
    }

    @Test
    void lanesThatSomebodyMadeThinOrFullStaySoInAnyWindow() {
        showBeside(200);
        model.laneChoice().toggleCollapsed(List.of(payment(0)));
        assertThat(model.lanes().collapsed()).containsExactly(payment(1));
        model.resize(WIDTH, 700);
        model.laneChoice().toggleCollapsed(List.of(payment(1)));
        model.resize(WIDTH, 200);
        assertThat(model.lanes().collapsed()).containsExactly(payment(1));

        model.resize(WIDTH, 700);
        assertThat(model.lanes().collapsed()).containsExactly(payment(1));
    }

    @Test
    void thinLanesAreKeptAsTheyWereSeen() {
        showBeside(200);
        TimelineState seen = model.state();
        assertThat(seen.collapsed()).containsExactlyInAnyOrder(payment(0), payment(1));

        model.resize(WIDTH, 700);
        model.takeUp(seen);
        assertThat(model.lanes().collapsed()).containsExactly(payment(0), payment(1));
    }
}
