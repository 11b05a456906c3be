package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.FindingClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimelineModelTest {

    private static final TimeSpan EXTENT = new TimeSpan(MadeUpSource.START, MadeUpSource.END);
    private static final double WIDTH = 1_000;

    private long nowMillis = 1_000_000;
    private final TimelineModel model = new TimelineModel(() -> Instant.ofEpochMilli(nowMillis));
    private final Viewport viewport = model.viewport();

    private static PartitionRef p(int number) {
        return MadeUpSource.ORDERS.partition(number);
    }

    private void show(int lanes, List<Finding> findings) {
        viewport.resize(WIDTH, 400);
        model.show(
                new AxisMap(Optional.of(EXTENT), Map.of(), PositionTimes.NONE),
                java.util.stream.IntStream.range(0, lanes)
                        .mapToObj(TimelineModelTest::p)
                        .toList(),
                findings);
    }

    private List<Finding> incident() {
        return new MadeUpSource(6).withIncident().findings();
    }

    @Test
    void showsAllAtFirstAndGoesOnSoWhileMoreArrives() {
        show(6, List.of());
        assertThat(viewport.window()).isEqualTo(AxisWindow.around(AxisSpan.of(EXTENT), 0.02));

        var longer = new TimeSpan(EXTENT.fromMillis(), EXTENT.toMillis() + 3_600_000);
        model.show(new AxisMap(Optional.of(longer), Map.of(), PositionTimes.NONE), List.of(p(0)), List.of());
        assertThat(viewport.window()).isEqualTo(AxisWindow.around(AxisSpan.of(longer), 0.02));
    }

    @Test
    void staysWhereOneLooksWhileMoreArrives() {
        show(6, List.of());
        viewport.zoomAround(0.5, 8);
        AxisWindow before = viewport.window();

        model.show(
                new AxisMap(
                        Optional.of(new TimeSpan(EXTENT.fromMillis(), EXTENT.toMillis() + 3_600_000)),
                        Map.of(),
                        PositionTimes.NONE),
                List.of(p(0)),
                List.of());
        assertThat(viewport.window()).isEqualTo(before);
    }

    private void grow(long millis) {
        var longer = new TimeSpan(EXTENT.fromMillis(), EXTENT.toMillis() + millis);
        model.show(new AxisMap(Optional.of(longer), Map.of(), PositionTimes.NONE), List.of(p(0)), List.of());
    }

    @Test
    void goesAlongWithTheNewestAtItsWidthWhileItFollows() {
        show(6, List.of());
        viewport.zoomAround(0.5, 8);
        long width = viewport.window().length();
        viewport.follow(true);
        assertThat(viewport.window().length()).isEqualTo(width);
        assertThat(viewport.window().to()).isEqualTo(viewport.limits().to());

        grow(3_600_000);
        assertThat(viewport.window().length()).isEqualTo(width);
        assertThat(viewport.window().to()).isEqualTo(viewport.limits().to());
        assertThat(viewport.canGoBack()).isTrue();
    }

    @Test
    void staysWhereSomebodyMovedItUntilItGoesBackToTheNewest() {
        show(6, List.of());
        viewport.zoomAround(0.5, 8);
        viewport.follow(true);
        viewport.pan(-0.5);
        AxisWindow away = viewport.window();
        grow(3_600_000);
        assertThat(viewport.window()).isEqualTo(away);
        assertThat(viewport.isAtNewest()).isFalse();

        viewport.goNewest();
        grow(7_200_000);
        assertThat(viewport.isAtNewest()).isTrue();
        assertThat(viewport.window().to()).isEqualTo(viewport.limits().to());

        viewport.follow(false);
        AxisWindow left = viewport.window();
        grow(9_000_000);
        assertThat(viewport.window()).isEqualTo(left);
    }

    @Test
    void zoomingAtTheNewestStaysThere() {
        show(6, List.of());
        viewport.follow(true);
        viewport.zoomAround(1, 6);
        assertThat(viewport.isAtNewest()).isTrue();
        grow(60_000);
        assertThat(viewport.window().to()).isEqualTo(viewport.limits().to());
    }

    @Test
    void zoomsByTheFourthRootOfTwoPerNotch() {
        show(6, List.of());
        long before = viewport.window().length();
        viewport.zoomAround(0.5, 1);

        assertThat((double) before / viewport.window().length()).isEqualTo(Math.pow(2, 0.25), within(1e-6));
    }

    @Test
    void keepsWhatLiesUnderThePointerWithinAPixelDownToTheSmallestSpan() {
        show(6, List.of());
        for (double share : new double[] {0.1, 0.333, 0.5, 0.77, 0.95}) {
            viewport.fitAll();
            long under = viewport.scale().fineAt(share * WIDTH);
            for (int notch = 0; notch < 120; notch++) {
                viewport.zoomAround(share, 1);
                assertThat(viewport.scale().xOfFine(under)).isEqualTo(share * WIDTH, within(1.0));
            }
            assertThat(viewport.scale().pixelsPerUnit()).isEqualTo(8, within(0.01));
        }
    }

    @Test
    void neverLooksFartherThanALittleBeyondAll() {
        show(6, List.of());
        viewport.zoomAround(0.5, -40);
        assertThat(viewport.window()).isEqualTo(viewport.limits());

        viewport.zoomAround(0.5, 8);
        viewport.pan(-100);
        assertThat(viewport.window().from()).isEqualTo(viewport.limits().from());
        viewport.pan(100);
        assertThat(viewport.window().to()).isEqualTo(viewport.limits().to());
    }

    @Test
    void endGoesToTheNewestWithoutAChangeOfScale() {
        show(6, List.of());
        viewport.zoomAround(0, 8);
        long length = viewport.window().length();
        viewport.goNewest();

        assertThat(viewport.window().length()).isEqualTo(length);
        assertThat(viewport.window().to()).isGreaterThanOrEqualTo(AxisWindow.fine(EXTENT.toMillis()));
    }

    @Test
    void goesBackOverAWholeBurstOfTheWheel() {
        show(6, List.of());
        AxisWindow all = viewport.window();
        for (int i = 0; i < 10; i++) {
            nowMillis += 50;
            viewport.zoomAround(0.3, 1);
        }
        AxisWindow near = viewport.window();

        viewport.goBack();
        assertThat(viewport.window()).isEqualTo(all);
        viewport.goForward();
        assertThat(viewport.window()).isEqualTo(near);
    }

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
    void scrollsToTheNextFindingInACollapsedLane() {
        show(60, incident());
        model.collapseAll(true);
        viewport.scrollTo(10_000);
        assertThat(model.lanes().top(2)).isNegative();
        model.selectFinding(incident().get(1).id());
        model.stepFinding(false);

        int row = model.lanes().rowOf(model.selectedPartitions().iterator().next());
        assertThat(model.lanes().top(row)).isNotNegative();
        assertThat(model.lanes().bottom(row)).isLessThanOrEqualTo(400);
        assertThat(model.isCollapsed(p(row))).isTrue();
    }

    @Test
    void bringsAFindingIntoSightBelowThePinnedLanes() {
        show(40, incident());
        model.togglePinned(List.of(p(20), p(21)));
        viewport.scrollTo(10_000);
        Finding finding = incident().getFirst();
        model.reveal(finding.id());

        assertThat(model.lanes().top(model.lanes().rowOf(finding.partition())))
                .isEqualTo(model.lanes().stuckHeight());
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

    private void showWithPositions() {
        viewport.resize(WIDTH, 400);
        model.show(MadeUpSource.map(3), List.of(p(0), p(1), p(2)), incident());
    }

    @Test
    void goesToATimeAndLooksCloserWhereAllIsSeen() {
        showWithPositions();
        long wanted = MadeUpSource.at("07:30:00");

        assertThat(model.goTo().time(wanted)).isTrue();
        assertThat(viewport.window().centre()).isEqualTo(AxisWindow.fine(wanted));
        assertThat(viewport.window().length()).isLessThan(viewport.limits().length() / 7);
        assertThat(model.goTo().time(MadeUpSource.at("12:00:00"))).isFalse();
    }

    @Test
    void goesToAPartitionAmongVeryManyAndSelectsIt() {
        show(1_000, List.of());

        assertThat(model.goTo().partition(873)).isTrue();
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(873))));
        assertThat(model.lanes().inSight()).contains(p(873));
        assertThat(model.goTo().partition(1_000)).isFalse();
    }

    @Test
    void goesToAnOffsetOfOnePartitionAndSelectsIt() {
        showWithPositions();
        long offset = MadeUpSource.positionAt(1, MadeUpSource.at("08:00:00"));

        assertThat(model.goTo().offset(OptionalInt.of(1), offset)).isTrue();
        assertThat(model.selection())
                .isEqualTo(new Selection.Events(
                        Set.of(new PartitionRange(p(1), PositionRange.offsets(offset, offset + 1)))));
        assertThat(viewport.window().span().contains(MadeUpSource.at("08:00:00")))
                .isTrue();
        assertThat(model.goTo().offset(OptionalInt.of(7), offset)).isFalse();
        assertThat(model.goTo().offset(OptionalInt.empty(), 5)).isFalse();
    }

    @Test
    void goesToATimeAlongOffsets() {
        showWithPositions();
        model.turnAxis();
        model.goTo().time(MadeUpSource.at("08:00:00"));

        assertThat(viewport.axis()).isEqualTo(Axis.OFFSET);
        assertThat(viewport.window().span().contains(MadeUpSource.positionAt(0, MadeUpSource.at("08:00:00"))))
                .isTrue();
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
    void drawsTheGroupsThatWereChosenInThatOrder() {
        model.showGroup("billing", true);
        model.showGroup("audit", true);
        model.showGroup("billing", true);
        assertThat(model.shownGroups()).containsExactly("billing", "audit");

        model.showGroup("billing", false);
        assertThat(model.shownGroups()).containsExactly("audit");
    }
}
