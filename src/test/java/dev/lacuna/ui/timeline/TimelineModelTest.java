package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lacuna.model.Finding;
import dev.lacuna.model.Selection;
import dev.lacuna.ui.kit.FindingClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimelineModelTest extends ModelFixture {

    @Test
    void startsAnewForAnotherSource() {
        show(6, incident());
        model.selectFinding(incident().getFirst().id());
        viewport.zoomAround(0.5, 8);
        model.reset();
        show(6, List.of());

        assertThat(viewport.window()).isEqualTo(viewport.limits());
        assertThat(viewport.canGoBack()).isFalse();
        assertThat(model.selection()).isEqualTo(new Selection.None());
    }

    @Test
    void stepsThroughTheFindingsInTimeAndAround() {
        show(6, incident());
        List<String> visited = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            model.stepFinding(true);
            visited.add(model.selectedFinding().orElseThrow());
        }

        assertThat(visited).doesNotHaveDuplicates();
        assertThat(visited.stream()
                        .map(id -> model.finding(id).orElseThrow().time().fromMillis()))
                .isSorted();
        model.stepFinding(true);
        assertThat(model.selectedFinding()).contains(visited.getFirst());
        model.stepFinding(false);
        assertThat(model.selectedFinding()).contains(visited.getLast());
    }

    @Test
    void skipsHarmlessFindingsUnlessTheyAreShown() {
        show(6, incident());
        assertThat(model.shownFindings()).hasSize(incident().size() - 1);
        model.showBenign(true);
        assertThat(model.shownFindings()).hasSize(incident().size());
    }

    @Test
    void aClassThatIsLeftOutIsSteppedOverAndKeepsNoLane() {
        show(6, incident());
        model.show(FindingClass.LOSS, false);
        for (int i = 0; i < 12; i++) {
            model.stepFinding(true);
            Finding next = model.finding(model.selectedFinding().orElseThrow()).orElseThrow();
            assertThat(FindingClass.of(next)).isNotIn(FindingClass.LOSS, FindingClass.HARMLESS);
        }
        model.showOnlyLanesWithFindings(true);
        assertThat(model.lanes().shown()).doesNotContain(p(2)).contains(p(1), p(4));
        assertThat(model.findingCounts())
                .as("the legend names also what is left out")
                .containsEntry(FindingClass.LOSS, 2)
                .containsEntry(FindingClass.HARMLESS, 1);
    }

    @Test
    void bringsAFindingIntoSightWithoutZooming() {
        show(40, incident());
        viewport.zoomAround(0, 30);
        viewport.scrollTo(10_000);
        long length = viewport.window().length();
        Finding finding = incident().getFirst();
        model.reveal(finding.id());

        assertThat(viewport.window().length()).isEqualTo(length);
        assertThat(viewport.scale()
                        .x(finding.time().fromMillis() + finding.time().millis() / 2))
                .isBetween(0.0, WIDTH);
        assertThat(model.lanes().top(2)).isBetween(0.0, 400 - model.lanes().laneHeight());
    }

    @Test
    void bringsAFindingIntoSightBelowThePinnedLanes() {
        show(40, incident());
        model.laneChoice().togglePinned(List.of(p(20), p(21)));
        viewport.scrollTo(10_000);
        Finding finding = incident().getFirst();
        model.reveal(finding.id());

        assertThat(model.lanes().top(model.lanes().rowOf(finding.partition())))
                .isEqualTo(model.lanes().stuckHeight());
    }

    @Test
    void scrollsToTheNextFindingInACollapsedLane() {
        show(60, incident());
        model.laneChoice().collapseAll(true);
        viewport.scrollTo(10_000);
        assertThat(model.lanes().top(2)).isNegative();
        model.selectFinding(incident().get(1).id());
        model.stepFinding(false);

        int row = model.lanes().rowOf(model.selectedPartitions().iterator().next());
        assertThat(model.lanes().top(row)).isNotNegative();
        assertThat(model.lanes().bottom(row)).isLessThanOrEqualTo(400);
        assertThat(model.laneChoice().isCollapsed(p(row))).isTrue();
    }

    @Test
    void focusCentresFirstAndFitsThen() {
        show(6, incident());
        viewport.zoomAround(0.3, 6);
        long length = viewport.window().length();
        Finding finding = incident().getFirst();
        model.selectFinding(finding.id());

        model.focusSelection();
        assertThat(viewport.window().length()).isEqualTo(length);
        assertThat(viewport.scale()
                        .x(finding.time().fromMillis() + finding.time().millis() / 2))
                .isEqualTo(WIDTH / 2, within(1.0));

        model.focusSelection();
        assertThat(viewport.window()).isEqualTo(AxisWindow.around(AxisSpan.of(finding.time()), 0.10));
    }

    @Test
    void derivesTimeAndPartitionsFromEveryKindOfSelection() {
        show(6, incident());
        Finding loss = incident().getFirst();
        Finding silence = incident().get(2);

        model.select(new Selection.Findings(Set.of(loss.id(), silence.id())));
        assertThat(model.selectedTime()).contains(loss.time().union(silence.time()));
        assertThat(model.selectedPartitions()).containsExactlyInAnyOrder(p(2), p(4));
        assertThat(model.selectedFinding()).isEmpty();

        model.select(new Selection.Partitions(Set.of(p(3))));
        assertThat(model.selectedTime()).isEmpty();
        assertThat(model.selectedPartitions()).containsExactly(p(3));
    }

    @Test
    void tellsOfASelectionOnlyWhenItChanges() {
        show(6, incident());
        List<TimelineModel.Change> changes = new ArrayList<>();
        model.listen(changes::add);
        model.selectFinding("a");
        model.selectFinding("a");

        assertThat(changes).containsExactly(TimelineModel.Change.SELECTION);
    }

    @Test
    void drawsTheGroupsThatWereChosenInThatOrder() {
        model.annotations().showGroup("billing", true);
        model.annotations().showGroup("audit", true);
        model.annotations().showGroup("billing", true);
        assertThat(model.annotations().groups()).containsExactly("billing", "audit");

        model.annotations().showGroup("billing", false);
        assertThat(model.annotations().groups()).containsExactly("audit");
    }
}
