package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Verdict;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Tone;
import dev.lacuna.ui.kit.Ui;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What scans, repairs, pointers and groups of lanes paint, told from the pixels.
@Tag("ui")
class TimelinePaintUiTest {

    private static final int WIDTH = 1_144;
    private static final int HEIGHT = 470;
    private static final int LEFT = (int) TimelineLayout.HEADER_WIDTH;
    private static final int TOP = (int) TimelineLayout.LANES_TOP;
    private static final TimelineColors COLORS = TimelineColors.of(Theme.LIGHT);

    private final TimelineModel model = new TimelineModel(() -> Instant.EPOCH);

    /// A timeline as it was drawn.
    private record Shot(TimelineView view, WritableImage image) {

        boolean has(Color color, int left, int top, int right, int bottom) {
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    if (near(image.getPixelReader().getColor(x, y), color)) {
                        return true;
                    }
                }
            }
            return false;
        }

        boolean differs(Shot other, int left, int top, int right, int bottom) {
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    if (image.getPixelReader().getArgb(x, y)
                            != other.image.getPixelReader().getArgb(x, y)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private static boolean near(Color one, Color other) {
            return Math.abs(one.getRed() - other.getRed()) < 0.02
                    && Math.abs(one.getGreen() - other.getGreen()) < 0.02
                    && Math.abs(one.getBlue() - other.getBlue()) < 0.02;
        }

        Shot again() {
            return new Shot(view, view.getScene().snapshot(null));
        }
    }

    private Shot shot(TimelineSource source) {
        Theme.LIGHT.apply();
        var view = new TimelineView(model, new FxPulse(), new DirectWorker(), new Formats());
        var scene = new Scene(view, WIDTH, HEIGHT);
        Theme.dress(scene);
        view.setSource(source);
        scene.snapshot(null);
        return new Shot(view, scene.snapshot(null));
    }

    private int x(String time) {
        return LEFT + (int) model.viewport().scale().x(MadeUpSource.at(time));
    }

    private int laneTop(int lane) {
        return TOP + lane * (int) model.lanes().laneHeight();
    }

    private static void move(TimelineView view, double x, double y) {
        Event.fireEvent(
                view,
                new MouseEvent(
                        MouseEvent.MOUSE_MOVED,
                        x,
                        y,
                        x,
                        y,
                        MouseButton.NONE,
                        0,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null));
    }

    @Test
    void hatchesLanesAndStripWhereNothingWasScannedYet() {
        Ui.run(() -> {
            Shot whole = shot(new MadeUpSource(6));
            Shot partly = shot(new MadeUpSource(6).scannedTo("08:00:00"));
            int read = x("07:55:00");
            int unread = x("08:05:00");

            assertThat(partly.differs(whole, LEFT, laneTop(1), read, laneTop(2)))
                    .as("a lane where it was read")
                    .isFalse();
            assertThat(partly.differs(whole, unread, laneTop(1), WIDTH - 30, laneTop(2)))
                    .as("a lane where it was not")
                    .isTrue();
            assertThat(partly.differs(whole, LEFT + 40, 14, read, 40))
                    .as("the strip where all was read")
                    .isFalse();
            assertThat(partly.differs(whole, unread, 14, WIDTH - 30, 40))
                    .as("the strip where it was not")
                    .isTrue();
        });
    }

    @Test
    void theHeaderOfALaneShowsHowFarItsScanHasCome() {
        Ui.run(() -> {
            Shot running = shot(new MadeUpSource(6).scannedTo("08:00:00"));
            int foot = laneTop(1) - 3;

            assertThat(running.has(COLORS.accent(), 0, foot, LEFT * 60 / 100, foot + 2))
                    .isTrue();
            assertThat(running.has(COLORS.accent(), LEFT * 70 / 100, foot, LEFT, foot + 2))
                    .isFalse();
        });
    }

    @Test
    void aReplayFillsItsRangeAsFarAsItHasComeAndOnItsLanesOnly() {
        Ui.run(() -> {
            Shot half = shot(new MadeUpSource(6).replaying(2, 0.5, TimelineSource.ReplayStage.RUNNING));
            model.viewport().zoomTo(new AxisSpan(MadeUpSource.at("08:12:41"), MadeUpSource.at("08:15:34")), 1);
            half = half.again().again();
            int from = x("08:12:41") + 2;
            int middle = x("08:14:07");
            int to = x("08:15:34") - 2;
            int foot = laneTop(3) - 5;

            assertThat(half.has(COLORS.accent(), from, foot, middle - 2, foot + 4))
                    .isTrue();
            assertThat(half.has(COLORS.accent(), middle + 3, foot, to, foot + 4))
                    .isFalse();
            assertThat(half.has(COLORS.accent(), from, laneTop(4) - 5, to, laneTop(4) - 1))
                    .isFalse();
        });
    }

    @Test
    void aVerifiedReplayIsGreenAndAFailedOneIsNot() {
        Ui.run(() -> {
            Shot verified = shot(new MadeUpSource(6).replaying(2, 1, TimelineSource.ReplayStage.VERIFIED));
            int left = x("08:12:41");
            int right = x("08:15:34") + 1;
            int foot = laneTop(3) - 5;
            assertThat(verified.has(COLORS.shape(Tone.OK), left, foot, right, foot + 4))
                    .isTrue();

            Shot failed = shot(new MadeUpSource(6).replaying(2, 1, TimelineSource.ReplayStage.FAILED));
            assertThat(failed.has(COLORS.shape(Tone.OK), left, foot, right, foot + 4))
                    .isFalse();
            assertThat(failed.has(COLORS.shape(Tone.LOSS), left, foot, right, foot + 4))
                    .isTrue();
        });
    }

    @Test
    void whereARescanSawWhatWasMissingTheBarsAreOfAnotherColour() {
        Ui.run(() -> {
            var repaired = MadeUpSource.finding(
                            0, FindingKind.GAP_SEQUENCE, Verdict.LOSS, 58, "07:00:00", "08:00:00", "58 missing")
                    .withStatus(FindingStatus.REPAIRED);
            Shot shown = shot(new MadeUpSource(6).with(repaired));
            int from = x("07:05:00");
            int to = x("07:55:00");
            int bars = laneTop(0) + (int) LanePainter.LABEL_ROW;

            assertThat(shown.has(COLORS.density(), from, bars, to, laneTop(1) - 4))
                    .isFalse();
            assertThat(shown.has(COLORS.density(), from, bars + laneTop(1) - laneTop(0), to, laneTop(2) - 4))
                    .isTrue();
        });
    }

    @Test
    void aChangeOfLeadersIsMarkedInItsLane() {
        Ui.run(() -> {
            Shot without = shot(new MadeUpSource(2));
            Shot with = shot(new MadeUpSource(2).withGroups());
            int change = x("08:09:00");

            assertThat(with.differs(without, change - 2, laneTop(1), change + 3, laneTop(2)))
                    .isTrue();
            assertThat(with.differs(without, LEFT + 4, laneTop(1), x("08:00:00"), laneTop(2)))
                    .as("groups that nobody chose")
                    .isFalse();
        });
    }

    @Test
    void aGroupThatWasChosenIsALineAcrossTheLanesAndAFlagWhereItStands() {
        Ui.run(() -> {
            Shot shown = shot(new MadeUpSource(2).withGroups());
            model.annotations().showGroup("billing", true);
            Shot with = shown.again().again();

            for (int lane = 0; lane < 2; lane++) {
                int left = x("06:30:00");
                assertThat(with.has(COLORS.shape(Tone.INFO), left, laneTop(lane), left + 40, laneTop(lane + 1)))
                        .as("its way on lane " + lane)
                        .isTrue();
                assertThat(with.has(COLORS.shape(Tone.INFO), x("08:55:00"), laneTop(lane), WIDTH, laneTop(lane + 1)))
                        .as("its flag on lane " + lane)
                        .isTrue();
            }
            model.annotations().showGroup("billing", false);
            assertThat(shown.again().again().differs(shown, LEFT, TOP, WIDTH, laneTop(2)))
                    .isFalse();
        });
    }

    @Test
    void aTimelineWithoutLanesSaysWhereTheyAre() {
        Ui.run(() -> {
            Shot with = shot(new MadeUpSource(3));
            model.showOnlyLanesWithFindings(true);
            Shot without = with.again().again();

            int middle = LEFT + (WIDTH - LEFT) / 2;
            assertThat(without.has(COLORS.muted(), middle - 120, TOP, middle + 120, HEIGHT))
                    .isTrue();
            assertThat(with.view().getAccessibleText())
                    .contains("No lane has a finding that is shown. I shows all lanes again.");
        });
    }

    @Test
    void howLongAGroupStandsStillIsNotWrittenOverBars() {
        Ui.run(() -> {
            var stall = MadeUpSource.finding(
                    5, FindingKind.GROUP_STALL, Verdict.SUSPECT, -1, "06:43:00", "07:43:00", "billing stands still");
            Shot shown = shot(new MadeUpSource(6).with(stall));
            int middle = x("07:13:00");
            int foot = laneTop(5) + (int) model.lanes().laneHeight() / 2 - 4;

            assertThat(shown.has(COLORS.density(), middle - 30, foot - 10, middle + 30, foot))
                    .isFalse();
            assertThat(shown.has(COLORS.density(), middle - 30, foot + 4, middle + 30, laneTop(6)))
                    .as("below its words")
                    .isTrue();
        });
    }

    @Test
    void badgesOfGroupsAndLanesOfAnyHeightStandInOneColumn() {
        Ui.run(() -> {
            var loss = MadeUpSource.finding(
                    0, FindingKind.GAP_SEQUENCE, Verdict.LOSS, 58, "07:00:00", "08:00:00", "58 missing");
            Shot shown = shot(new MadeUpSource(2, 2).with(loss));
            int group = rightmost(shown, TOP, TOP + (int) Lanes.GROUP);
            int lane = rightmost(
                    shown, TOP + (int) Lanes.GROUP, TOP + (int) model.lanes().bottom(1));
            model.laneChoice().toggleCollapsed(List.of(MadeUpSource.ORDERS.partition(0)));
            int thin = rightmost(
                    shown.again().again(),
                    TOP + (int) Lanes.GROUP,
                    TOP + (int) model.lanes().bottom(1));

            assertThat(group).isPositive();
            assertThat(List.of(lane, thin)).containsOnly(group);
        });
    }

    /// Where the badges of losses end.
    private static int rightmost(Shot shot, int top, int bottom) {
        int x = LEFT - 1;
        while (x > 0 && !shot.has(COLORS.shape(Tone.LOSS), x, top, x + 1, bottom)) {
            x--;
        }
        return x;
    }

    @Test
    void aNoteIsAFlagOnItsLanesAndNoOthers() {
        Ui.run(() -> {
            Shot before = shot(new MadeUpSource(3));
            var place = new AxisSpan(MadeUpSource.at("07:00:00"), MadeUpSource.at("07:10:00"));
            model.annotations()
                    .showNotes(List.of(
                            new LaneNote("the upgrade", Set.of(MadeUpSource.ORDERS.partition(1)), Axis.TIME, place)));
            Shot with = before.again().again();
            int left = x("07:00:00") - 1;
            int right = x("07:10:00") + 1;

            assertThat(with.has(COLORS.accent(), left, laneTop(1), right, laneTop(2)))
                    .isTrue();
            assertThat(with.differs(before, LEFT, laneTop(0), WIDTH, laneTop(1)))
                    .isFalse();
            assertThat(with.differs(before, LEFT, laneTop(2), WIDTH, laneTop(3)))
                    .isFalse();
        });
    }

    @Test
    void theCrosshairGoesThroughAllLanesUntilItIsSwitchedOff() {
        Ui.run(() -> {
            Shot before = shot(new MadeUpSource(6));
            int x = 600;
            move(before.view(), x, laneTop(2) + 10);
            Shot with = before.again();
            for (int lane = 0; lane < 6; lane++) {
                assertThat(with.differs(before, x - 1, laneTop(lane), x + 2, laneTop(lane) + 4))
                        .as("lane " + lane)
                        .isTrue();
            }
            model.toggleCrosshair();
            Shot without = before.again();
            assertThat(without.differs(before, x - 1, laneTop(4), x + 2, laneTop(5)))
                    .isFalse();
        });
    }

    @Test
    void aCollapsedLaneStillMarksItsFinding() {
        Ui.run(() -> {
            Shot shown = shot(new MadeUpSource(6).withIncident());
            model.laneChoice().collapseAll(true);
            Shot thin = shown.again().again();
            int top = TOP + 2 * (int) Lanes.COLLAPSED;

            assertThat(thin.has(COLORS.shape(Tone.LOSS), x("08:12:00"), top, x("08:17:00"), top + 16))
                    .isTrue();
        });
    }

    @Test
    void theLanesOfAnotherStreamAreEmptyAlongOffsetsAndItsHeadSaysWhy() {
        Ui.run(() -> {
            Shot shown = shot(new MadeUpSource(2, 2));
            model.turnAxis();
            Shot along = shown.again().again();
            Lanes lanes = model.lanes();
            int orders = lanes.rowOf(MadeUpSource.ORDERS.partition(0));
            int payments = lanes.rowOf(MadeUpSource.PAYMENTS.partition(0));

            assertThat(hasBars(along, lanes, orders)).isTrue();
            assertThat(hasBars(along, lanes, payments)).isFalse();

            model.streams().select(MadeUpSource.PAYMENTS);
            model.viewport().fitAll();
            model.clear(); // what is selected is drawn over the bars
            Shot turned = along.again().again();
            assertThat(hasBars(turned, lanes, orders)).isFalse();
            assertThat(hasBars(turned, lanes, payments)).isTrue();
            assertThat(model.streams().lead()).isEqualTo(Optional.of(MadeUpSource.PAYMENTS));
        });
    }

    private static boolean hasBars(Shot shot, Lanes lanes, int row) {
        int top = TOP + (int) lanes.top(row) + (int) LanePainter.LABEL_ROW;
        int bottom = TOP + (int) lanes.bottom(row) - 6;
        return shot.has(COLORS.density(), WIDTH / 2, top, WIDTH / 2 + 20, bottom);
    }
}
