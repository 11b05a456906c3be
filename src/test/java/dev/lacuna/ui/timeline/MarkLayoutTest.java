package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Verdict;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.MarkShape;
import dev.lacuna.ui.kit.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkLayoutTest {

    private static final double WIDTH = 1_000;

    /// One pixel per second.
    private final AxisScale scale = new AxisScale(AxisWindow.around(new AxisSpan(0, 1_000_000), 0), WIDTH);

    private final MarkLayout layout = new MarkLayout(scale, text -> text.length() * 6);

    private static LaneMark mark(String id, Tone tone, MarkShape shape, String label, long fromSecond, long toSecond) {
        return new LaneMark(id, fromSecond * 1_000, toSecond * 1_000, new FindingStyle(tone, shape, label, ""), 0);
    }

    private static LaneMark loss(String id, long fromSecond, long toSecond) {
        return mark(id, Tone.LOSS, MarkShape.HATCH, "! 173", fromSecond, toSecond);
    }

    private static LaneMark malformed(String id, long second) {
        return mark(id, Tone.ANOMALY, MarkShape.CROSS, "3 malformed", second, second);
    }

    @Test
    void aMarkIsNeverNarrowerThanThreePixels() {
        var placed = layout.place(List.of(loss("a", 500, 500))).getFirst();

        assertThat(placed.end() - placed.x()).isEqualTo(3);
        assertThat(placed.covers(500)).isTrue();
        assertThat(placed.covers(600)).isFalse();
    }

    @Test
    void theLabelStandsToTheRightOfTheMark() {
        var placed = layout.place(List.of(loss("a", 100, 200))).getFirst();

        assertThat(placed.label()).isEqualTo("! 173");
        assertThat(placed.labelX()).isEqualTo(205);
    }

    @Test
    void theLabelGoesToTheLeftAtTheRightEdge() {
        var placed = layout.place(List.of(loss("a", 900, 990))).getFirst();

        assertThat(placed.labelX()).isEqualTo(900 - 5 - 30);
    }

    @Test
    void wordsKeepOffTheEdgeWhereItIsShownHowFarTheLanesAreScrolled() {
        var placed = layout.place(List.of(loss("a", 900, 960))).getFirst();

        assertThat(placed.labelX()).as("to the right they would end at 995").isEqualTo(900 - 5 - 30);
    }

    @Test
    void theLabelOfABracketStandsWithinItWhereItFits() {
        var wide = mark("a", Tone.SUSPECT, MarkShape.BRACKET, "silence 15 min", 200, 600);
        var placed = layout.place(List.of(wide)).getFirst();
        assertThat(placed.labelX()).isEqualTo(400 - 84 / 2.0);

        var narrow = mark("a", Tone.SUSPECT, MarkShape.BRACKET, "silence 15 min", 200, 230);
        assertThat(layout.place(List.of(narrow)).getFirst().labelX()).isEqualTo(235);
    }

    @Test
    void theLabelOfABracketStaysInSightWhenItReachesBeyondTheWindow() {
        var wide = mark("a", Tone.SUSPECT, MarkShape.BRACKET, "silence 15 min", -5_000, 600);

        assertThat(layout.place(List.of(wide)).getFirst().labelX()).isEqualTo((600 - 84) / 2.0);
    }

    @Test
    void collidingMarksMergeIntoTheWorstAndSayHowMany() {
        var placed = layout.place(List.of(malformed("a", 500), loss("b", 503, 503), malformed("c", 506)));

        assertThat(placed).hasSize(1);
        assertThat(placed.getFirst().mark().findingId()).isEqualTo("b");
        assertThat(placed.getFirst().label()).isEqualTo("! 173  +2");
    }

    @Test
    void aMergedMarkSaysHowManyWhereItsWordsFindNoRoom() {
        var placed = layout.place(
                List.of(loss("a", 100, 400), malformed("b", 410), malformed("c", 413), loss("d", 445, 900)));

        assertThat(placed.get(1).label()).isEqualTo("+1");
    }

    @Test
    void wideMarksOfDifferentKindsLieOverEachOther() {
        var silence = mark("a", Tone.SUSPECT, MarkShape.BRACKET, "silence", 100, 700);

        assertThat(layout.place(List.of(silence, loss("b", 300, 400)))).hasSize(2);
    }

    @Test
    void marksOutsideTheWindowAreLeftOut() {
        assertThat(layout.place(List.of(loss("a", -500, -400), loss("b", 1_500, 1_600))))
                .isEmpty();
    }

    @Test
    void labelsNeverOverlapEachOtherOrAMarkOrLeaveTheLane() {
        var random = new Random(7);
        FindingKind[] kinds = FindingKind.values();
        for (int round = 0; round < 200; round++) {
            List<LaneMark> marks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                var finding = MadeUpSource.finding(
                        0, kinds[random.nextInt(kinds.length)], Verdict.LOSS, 7, "08:00:00", "08:00:01", "7 things");
                long from = random.nextInt(1_000_000);
                long to = from + (random.nextBoolean() ? 0 : random.nextInt(80_000));
                marks.add(new LaneMark("f" + i, from, to, FindingStyle.of(finding), 0));
            }
            marks.sort(Comparator.comparingLong(LaneMark::from));
            List<MarkLayout.Placed> placed = layout.place(marks);
            assertThat(placed.stream().mapToInt(each -> each.mark().more() + 1).sum())
                    .as("no finding vanishes")
                    .isEqualTo(40);
            assertNoOverlap(placed);
        }
    }

    private static void assertNoOverlap(List<MarkLayout.Placed> placed) {
        for (MarkLayout.Placed a : placed) {
            if (a.label().isEmpty()) {
                continue;
            }
            double end = a.labelX() + a.label().length() * 6;
            assertThat(a.labelX()).isGreaterThanOrEqualTo(0);
            assertThat(end).isLessThanOrEqualTo(WIDTH);
            for (MarkLayout.Placed b : placed) {
                if (a != b) {
                    assertThat(end < b.glyphX() || a.labelX() > b.glyphEnd()).isTrue();
                    if (!b.label().isEmpty()) {
                        assertThat(end < b.labelX()
                                        || a.labelX() > b.labelX() + b.label().length() * 6)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void theMostImportantMarkGetsItsLabelFirst() {
        var anomaly = mark("a", Tone.ANOMALY, MarkShape.CROSS, "a very long label", 500, 500);
        var loss = loss("b", 512, 540);
        var placed = layout.place(List.of(anomaly, loss));

        assertThat(placed.get(1).label()).isEqualTo("! 173");
    }
}
