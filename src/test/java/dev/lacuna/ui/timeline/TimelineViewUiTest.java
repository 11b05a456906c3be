package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Finding;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Palette;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("ui")
class TimelineViewUiTest {

    private static final double LEFT = TimelineLayout.HEADER_WIDTH;
    private static final int LANE = 66;

    private final MadeUpSource source = new MadeUpSource(6).withIncident();
    private final TimelineModel model = new TimelineModel(() -> Instant.EPOCH);

    private TimelineView shown() {
        return shown(new Formats());
    }

    private TimelineView shown(Formats formats) {
        var view = new TimelineView(model, new FxPulse(), new DirectWorker(), formats);
        var scene = new Scene(view, 1_144, 470);
        Theme.dress(scene);
        view.setSource(source);
        scene.snapshot(null);
        return view;
    }

    private static void fire(TimelineView view, EventType<MouseEvent> type, double x, double y, boolean control) {
        Event.fireEvent(
                view,
                new MouseEvent(
                        type,
                        x,
                        y,
                        x,
                        y,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        control,
                        false,
                        false,
                        true,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null));
    }

    private static boolean has(WritableImage image, Color color, int left, int top, int right, int bottom) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                Color pixel = image.getPixelReader().getColor(x, y);
                if (Math.abs(pixel.getRed() - color.getRed()) < 0.02
                        && Math.abs(pixel.getGreen() - color.getGreen()) < 0.02
                        && Math.abs(pixel.getBlue() - color.getBlue()) < 0.02) {
                    return true;
                }
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource
    void drawsWithoutAWarningInBothThemes(Theme theme) {
        List<String> warnings = Ui.cssWarnings(() -> {
            theme.apply();
            TimelineView view = shown();
            view.setColors(TimelineColors.of(theme));
            WritableImage image = view.getScene().snapshot(null);

            assertThat(has(image, TimelineColors.of(theme).density(), (int) LEFT, 70, 1_100, 134))
                    .isTrue();
        });
        assertThat(warnings).isEmpty();
    }

    @Test
    void drawsALossInItsLaneAndOnTheOverviewAndNowhereElse() {
        Ui.run(() -> {
            WritableImage image = shown().getScene().snapshot(null);

            assertThat(has(image, Palette.VERMILION, (int) LEFT, 0, 1_144, 12)).isTrue();
            assertThat(has(image, Palette.VERMILION, (int) LEFT, 70 + 2 * LANE, 1_144, 70 + 3 * LANE))
                    .isTrue();
            assertThat(has(image, Palette.VERMILION, (int) LEFT, 70 + 3 * LANE, 1_144, 470))
                    .isFalse();
        });
    }

    @Test
    void aDragWithTheMouseSelectsAndDrawsTheSelection() {
        Ui.run(() -> {
            TimelineView view = shown();
            fire(view, MouseEvent.MOUSE_PRESSED, 300, 100, false);
            fire(view, MouseEvent.MOUSE_DRAGGED, 500, 230, false);
            fire(view, MouseEvent.MOUSE_RELEASED, 500, 230, false);

            assertThat(view.selectionProperty().get())
                    .isInstanceOfSatisfying(
                            Selection.Span.class,
                            span -> assertThat(span.partitions()).hasSize(3));
            WritableImage image = view.getScene().snapshot(null);
            assertThat(has(image, TimelineColors.of(Theme.LIGHT).accent(), 296, 80, 304, 250))
                    .isTrue();
            assertThat(view.getAccessibleText()).startsWith("9 findings, partitions 0, 1, 2 selected, ");
        });
    }

    @Test
    void aClickOnAMarkSelectsItsFindingBothWays() {
        Ui.run(() -> {
            TimelineView view = shown();
            Finding loss = source.findings().getFirst();
            double x = LEFT + model.viewport().scale().x(loss.time().fromMillis() + 60_000);
            fire(view, MouseEvent.MOUSE_PRESSED, x, 70 + 2 * LANE + 30, false);
            fire(view, MouseEvent.MOUSE_RELEASED, x, 70 + 2 * LANE + 30, false);
            assertThat(view.selectedFindingProperty().get()).isEqualTo(loss.id());

            Finding silence = source.findings().get(2);
            view.selectedFindingProperty().set(silence.id());
            assertThat(view.selectionProperty().get()).isEqualTo(new Selection.Findings(Set.of(silence.id())));

            view.selectedFindingProperty().set(null);
            assertThat(view.selectionProperty().get()).isEqualTo(new Selection.None());
        });
    }

    @Test
    void ctrlWheelZoomsAndIsConsumed() {
        Ui.run(() -> {
            TimelineView view = shown();
            long before = model.viewport().window().length();
            Event.fireEvent(
                    view,
                    new ScrollEvent(
                            ScrollEvent.SCROLL,
                            600,
                            200,
                            600,
                            200,
                            false,
                            true,
                            false,
                            false,
                            true,
                            false,
                            0,
                            40,
                            0,
                            40,
                            40,
                            40,
                            ScrollEvent.HorizontalTextScrollUnits.NONE,
                            0,
                            ScrollEvent.VerticalTextScrollUnits.NONE,
                            0,
                            0,
                            null));

            assertThat((double) before / model.viewport().window().length())
                    .isBetween(Math.pow(2, 0.25) - 0.001, Math.pow(2, 0.25) + 0.001);
        });
    }

    @Test
    void aPinnedLaneIsDrawnAtTheTopAboveTheRule() {
        Ui.run(() -> {
            TimelineView view = shown();
            model.laneChoice().togglePinned(List.of(MadeUpSource.ORDERS.partition(2)));
            model.viewport().scrollTo(30);
            WritableImage image = view.getScene().snapshot(null);

            int height = (int) model.lanes().laneHeight();
            assertThat(has(image, Palette.VERMILION, (int) LEFT, 70, 1_144, 70 + height))
                    .isTrue();
            assertThat(has(image, Palette.VERMILION, (int) LEFT, 72 + height, 1_144, 470))
                    .isFalse();
            assertThat(has(image, TimelineColors.of(Theme.LIGHT).accent(), 120, 70, 156, 70 + height))
                    .as("the pin")
                    .isTrue();
        });
    }

    @Test
    void aCollapsedLaneShowsItsMarksAndTheyCanBeClicked() {
        Ui.run(() -> {
            TimelineView view = shown();
            model.laneChoice().collapseAll(true);
            WritableImage image = view.getScene().snapshot(null);
            int top = 70 + 2 * (int) Lanes.COLLAPSED;
            assertThat(has(image, Palette.VERMILION, (int) LEFT, top, 1_144, top + 16))
                    .isTrue();
            assertThat(has(image, Palette.VERMILION, (int) LEFT, top + 16, 1_144, 470))
                    .isFalse();

            Finding loss = source.findings().getFirst();
            double x = LEFT + model.viewport().scale().x(loss.time().fromMillis() + 60_000);
            fire(view, MouseEvent.MOUSE_PRESSED, x, top + 8, false);
            fire(view, MouseEvent.MOUSE_RELEASED, x, top + 8, false);
            assertThat(view.selectedFindingProperty().get()).isEqualTo(loss.id());
        });
    }

    @Test
    void thePinAppearsWhereTheHeaderIsPointedAt() {
        Ui.run(() -> {
            TimelineView view = shown();
            WritableImage before = view.getScene().snapshot(null);
            double y = 70 + HeaderButton.PIN.middle(LANE);
            fire(view, MouseEvent.MOUSE_MOVED, HeaderButton.PIN.centre(), y, false);
            WritableImage after = view.getScene().snapshot(null);

            Color muted = TimelineColors.of(Theme.LIGHT).text();
            int left = (int) HeaderButton.PIN.left();
            assertThat(has(before, muted, left, (int) y - 10, left + 24, (int) y + 10))
                    .isFalse();
            assertThat(has(after, muted, left, (int) y - 10, left + 24, (int) y + 10))
                    .isTrue();
        });
    }

    @Test
    void theAxisTellsTheTimeUnderThePointerAndItsAge() {
        TimelineView view = Ui.on(() -> {
            TimelineView shown = shown();
            fire(shown, MouseEvent.MOUSE_MOVED, 500, TimelineLayout.OVERVIEW_HEIGHT + 6, false);
            return shown;
        });

        assertThat(tip(view)).matches("2026-11-23 \\d\\d:\\d\\d:\\d\\d\\.\\d{3} UTC\\n[^\\n]*in \\d+ d.*");
    }

    /// What the tooltip says, which shows after a while.
    private static String tip(TimelineView view) {
        Nodes.await(() -> shownTip(view).isPresent());
        return Ui.on(() -> shownTip(view).orElseThrow());
    }

    private static Optional<String> shownTip(TimelineView view) {
        return view.lookupAll(".timeline-tip").stream()
                .filter(Node::isVisible)
                .map(node -> ((Label) node).getText())
                .findFirst();
    }

    @Test
    void tKeepsWhatTheTooltipSaysUntilItIsPressedAgain() {
        Ui.run(() -> {
            TimelineView view = shown();
            fire(view, MouseEvent.MOUSE_MOVED, 500, 100, false);
            view.perform(TimelineAction.PIN_TIP);
            view.getScene().snapshot(null);
            assertThat(view.lookupAll(".timeline-tip-pinned")).hasSize(1).allMatch(Node::isVisible);

            view.perform(TimelineAction.TURN_AXIS);
            view.getScene().snapshot(null);
            assertThat(view.lookupAll(".timeline-tip-pinned"))
                    .as("what is said of a time belongs to the time axis")
                    .noneMatch(Node::isVisible);

            view.perform(TimelineAction.PIN_TIP);
            assertThat(view.lookupAll(".timeline-tip-pinned")).isEmpty();
        });
    }

    @Test
    void whatIsPinnedMarksItsPlaceAndLeavesOutWhatWouldSoonBeWrong() {
        Ui.run(() -> {
            TimelineView view = shown();
            fire(view, MouseEvent.MOUSE_MOVED, 500, 100, false);
            view.perform(TimelineAction.PIN_TIP);
            view.getScene().snapshot(null);

            assertThat(view.lookupAll(".timeline-tip-pinned"))
                    .singleElement()
                    .satisfies(kept ->
                            assertThat(((Label) kept).getText()).contains("UTC").doesNotContain("ago"));
            assertThat(view.lookupAll(".timeline-tip-anchor"))
                    .singleElement()
                    .satisfies(anchor -> assertThat(anchor.getBoundsInParent().contains(500, 100))
                            .isTrue());
        });
    }

    @Test
    void whatIsPinnedAndWhatIsReadAloudFollowTheZone() {
        Ui.run(() -> {
            var formats = new Formats(ZoneId.of("Asia/Tokyo"));
            TimelineView view = shown(formats);
            fire(view, MouseEvent.MOUSE_MOVED, 500, 100, false);
            view.perform(TimelineAction.PIN_TIP);
            Label kept = (Label) view.lookup(".timeline-tip-pinned");
            model.select(new Selection.Span(
                    new TimeSpan(MadeUpSource.at("07:00:00"), MadeUpSource.at("07:10:00")),
                    Set.of(MadeUpSource.ORDERS.partition(0))));
            assertThat(kept.getText()).contains("UTC");
            assertThat(view.getAccessibleText()).contains("07:00:00.000 to 07:10:00.000 UTC");

            formats.zoneProperty().set(ZoneId.of("Asia/Tokyo"));

            assertThat(kept.getText()).contains("Asia/Tokyo").doesNotContain("UTC");
            assertThat(view.getAccessibleText()).contains("16:00:00.000 to 16:10:00.000 Asia/Tokyo");
        });
    }

    @Test
    void escLetsGoOfWhatIsPinnedOnceNothingIsSelected() {
        Ui.run(() -> {
            TimelineView view = shown();
            fire(view, MouseEvent.MOUSE_MOVED, 500, 100, false);
            view.perform(TimelineAction.PIN_TIP);
            model.select(new Selection.Partitions(Set.of(MadeUpSource.ORDERS.partition(0))));
            view.perform(TimelineAction.CLEAR);
            assertThat(model.selection()).isInstanceOf(Selection.None.class);
            assertThat(view.lookupAll(".timeline-tip-pinned")).hasSize(1);

            view.perform(TimelineAction.CLEAR);
            assertThat(view.lookupAll(".timeline-tip-pinned")).isEmpty();
            assertThat(view.lookupAll(".timeline-tip-anchor")).isEmpty();
        });
    }

    @Test
    void whatIsPinnedGoesWithItsLane() {
        Ui.run(() -> {
            TimelineView view = shown();
            double before = model.lanes().top(model.lanes().rowOf(MadeUpSource.ORDERS.partition(1)));
            fire(view, MouseEvent.MOUSE_MOVED, 500, TimelineLayout.LANES_TOP + before + 9, false);
            view.perform(TimelineAction.PIN_TIP);
            model.laneChoice().toggleCollapsed(Set.of(MadeUpSource.ORDERS.partition(0)));
            view.getScene().snapshot(null);

            double now = model.lanes().top(model.lanes().rowOf(MadeUpSource.ORDERS.partition(1)));
            assertThat(now).isLessThan(before);
            assertThat(view.lookupAll(".timeline-tip-anchor"))
                    .singleElement()
                    .satisfies(anchor -> assertThat(
                                    anchor.getBoundsInParent().contains(500, TimelineLayout.LANES_TOP + now + 9))
                            .isTrue());
        });
    }
}
