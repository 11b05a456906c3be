package dev.lacuna.ui.timeline;

import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javax.imageio.ImageIO;

/// Draws the timeline with made-up data into pictures, to be looked at: `TimelineGallery FOLDER`.
public final class TimelineGallery {

    private static final int WIDTH = 1140;
    private static final int HEIGHT = 520;

    private TimelineGallery() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/gallery"));
        for (Theme theme : Theme.values()) {
            draw(folder, "fit", theme, new MadeUpSource(6).withIncident(), view -> {});
            draw(
                    folder,
                    "zoom",
                    theme,
                    new MadeUpSource(6).withIncident().replaying(0, 0.6, TimelineSource.ReplayStage.RUNNING),
                    TimelineGallery::zoomed);
            draw(folder, "groups", theme, new MadeUpSource(6).withIncident().withGroups(), view -> {
                view.model().annotations().showGroup("billing", true);
                view.model().annotations().showGroup("audit", true);
            });
            draw(folder, "offsets", theme, new MadeUpSource(6).withIncident().withGroups(), view -> {
                view.model().turnAxis();
                view.model().annotations().showGroup("billing", true);
                view.model().annotations().showGroup("audit", true);
                move(view, 760, 300);
            });
            draw(
                    folder,
                    "offsets-zoom",
                    theme,
                    new MadeUpSource(6).withIncident().replaying(0, 0.6, TimelineSource.ReplayStage.RUNNING),
                    view -> {
                        zoomed(view);
                        view.model().turnAxis();
                    });
            draw(folder, "scan", theme, new MadeUpSource(12).withIncident().scannedTo("08:00:00"), view -> {});
            draw(folder, "close", theme, new MadeUpSource(6).withIncident(), view -> {
                view.model()
                        .viewport()
                        .zoomTo(new AxisSpan(MadeUpSource.at("08:31:06.900"), MadeUpSource.at("08:31:07.900")), 0.1);
                view.model().stepFinding(true);
                view.model().showBenign(true);
            });
            draw(folder, "lanes", theme, new MadeUpSource(8, 4).withIncident(), TimelineGallery::arranged);
            draw(folder, "thin", theme, dense(), view -> {
                view.model().laneChoice().collapseAll(true);
                view.model().stepFinding(true);
                move(view, 140, TimelineLayout.LANES_TOP + 24);
            });
            draw(folder, "dense", theme, dense(), view -> {});
            draw(folder, "finding", theme, new MadeUpSource(6).withIncident(), view -> {
                view.selectedFindingProperty()
                        .set(new MadeUpSource(6)
                                .withIncident()
                                .findings()
                                .getFirst()
                                .id());
                view.model().showBenign(true);
            });
        }
        dragging(folder);
        cost();
        javafx.application.Platform.exit();
    }

    /// Many findings of all kinds, some of them on top of each other.
    private static MadeUpSource dense() {
        var source = new MadeUpSource(8);
        var random = new java.util.Random(11);
        FindingKind[] kinds = FindingKind.values();
        Verdict[] verdicts = {Verdict.LOSS, Verdict.SUSPECT, Verdict.ANOMALY, Verdict.UNDECIDED};
        for (int i = 0; i < 140; i++) {
            int minute = random.nextInt(175);
            int length = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
            FindingKind kind = kinds[random.nextInt(kinds.length)];
            Verdict verdict =
                    kind.id().startsWith("gap") ? verdicts[random.nextInt(2)] : verdicts[2 + random.nextInt(2)];
            source.with(MadeUpSource.finding(
                    random.nextInt(8),
                    kind,
                    verdict,
                    random.nextInt(900),
                    clock(minute),
                    clock(minute + length),
                    i + " x"));
        }
        return source;
    }

    private static String clock(int minute) {
        return "%02d:%02d:00".formatted(6 + minute / 60, minute % 60);
    }

    private static void zoomed(TimelineView view) {
        var p = MadeUpSource.ORDERS;
        view.model().viewport().zoomTo(new AxisSpan(MadeUpSource.at("07:30:00"), MadeUpSource.at("08:46:00")), 0);
        view.model()
                .annotations()
                .showNotes(List.of(new LaneNote(
                        "a note",
                        Set.of(p.partition(3), p.partition(4)),
                        Axis.TIME,
                        new AxisSpan(MadeUpSource.at("08:20:00"), MadeUpSource.at("08:30:00")))));
        view.select(new Selection.Span(
                new TimeSpan(MadeUpSource.at("08:12:00"), MadeUpSource.at("08:16:30")),
                Set.of(p.partition(0), p.partition(1), p.partition(2))));
        move(view, 760, 300);
    }

    /// Two streams, with lanes pinned and collapsed, a span over them and the pointer over a header.
    private static void arranged(TimelineView view) {
        var orders = MadeUpSource.ORDERS;
        view.model().laneChoice().togglePinned(Set.of(orders.partition(2), orders.partition(4)));
        view.model()
                .laneChoice()
                .toggleCollapsed(Set.of(orders.partition(1), orders.partition(3), orders.partition(4)));
        view.model()
                .laneChoice()
                .toggleCollapsed(Set.of(MadeUpSource.PAYMENTS.partition(0), MadeUpSource.PAYMENTS.partition(1)));
        view.model().viewport().scrollTo(14);
        view.select(new Selection.Span(
                new TimeSpan(MadeUpSource.at("07:00:00"), MadeUpSource.at("07:30:00")),
                Set.of(orders.partition(2), orders.partition(0), orders.partition(1))));
        move(view, 143, 348);
    }

    /// A drag under way, and a tooltip.
    private static void dragging(Path folder) {
        Theme theme = Theme.LIGHT;
        var shown = new java.util.concurrent.atomic.AtomicReference<Scene>();
        Ui.run(() -> {
            theme.apply();
            TimelineView view = view(new MadeUpSource(6).withIncident(), theme);
            var scene = new Scene(view, WIDTH, HEIGHT);
            Theme.dress(scene);
            scene.snapshot(null);
            fire(view, MouseEvent.MOUSE_PRESSED, 500, 100);
            fire(view, MouseEvent.MOUSE_DRAGGED, 700, 290);
            write(scene.snapshot(null), folder.resolve("drag.png"));
            fire(view, MouseEvent.MOUSE_RELEASED, 700, 290);
            move(view, 877, 230);
            shown.set(scene);
        });
        java.util.concurrent.locks.LockSupport.parkNanos(500_000_000);
        Ui.run(() -> write(shown.get().snapshot(null), folder.resolve("tip.png")));
    }

    private static void fire(TimelineView view, javafx.event.EventType<MouseEvent> type, double x, double y) {
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
                        false,
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

    private static void draw(Path folder, String name, Theme theme, MadeUpSource source, Consumer<TimelineView> pose) {
        Ui.run(() -> {
            theme.apply();
            TimelineView view = view(source, theme);
            var scene = new Scene(view, WIDTH, HEIGHT);
            Theme.dress(scene);
            scene.snapshot(null);
            pose.accept(view);
            scene.snapshot(null);
            write(scene.snapshot(null), folder.resolve(name + "-" + theme.id() + ".png"));
        });
    }

    private static TimelineView view(MadeUpSource source, Theme theme) {
        var model = new TimelineModel(InstantSource.system());
        var view = new TimelineView(model, new FxPulse(), new DirectWorker(), new Formats());
        view.setColors(TimelineColors.of(theme));
        view.setActions(new NoActions());
        view.setSource(source);
        return view;
    }

    private static void write(WritableImage image, Path file) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        try {
            ImageIO.write(copy, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Prints what a thousand lanes cost, as shares of the budget.
    private static void cost() {
        Ui.run(() -> {
            var source = new MadeUpSource(1_000).withIncident();
            var model = new TimelineModel(InstantSource.system());
            var view = new TimelineView(model, new FxPulse(), new DirectWorker(), new Formats());
            view.setSource(source);
            var scene = new Scene(view, 1_400, 800);
            scene.snapshot(null);
            Snapshot snapshot = SnapshotBuilder.build(source, Axis.TIME, 2);
            report("snapshot of 1000 lanes", 20, () -> SnapshotBuilder.build(source, Axis.TIME, 3));
            report("frame of the lanes in sight", 200, () -> FrameBuilder.build(snapshot, FrameRequest.of(model, 2)));
            var canvas = new javafx.scene.canvas.Canvas(1_400, 800);
            var painter = new DataPainter(model, new Formats());
            TimelineFrame frame = FrameBuilder.build(snapshot, FrameRequest.of(model, 2));
            double recorded = 0;
            for (int i = 0; i < 100; i++) {
                long start = System.nanoTime();
                painter.paint(
                        canvas.getGraphicsContext2D(),
                        new TimelineLayout(1_400, 800),
                        TimelineColors.of(Theme.LIGHT),
                        snapshot,
                        frame);
                recorded += i < 30 ? 0 : (System.nanoTime() - start) / 1e6 / 70;
                canvas.snapshot(null, null);
            }
            System.out.printf("%-42s %7.2f ms%n", "drawing the data canvas (FX thread)", recorded);
        });
    }

    private static void report(String what, int times, Runnable work) {
        for (int i = 0; i < times / 4; i++) {
            work.run();
        }
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        double millis = (System.nanoTime() - start) / 1e6 / times;
        System.out.printf("%-42s %7.2f ms%n", what, millis);
    }

    /// Offers everything and does nothing.
    private static final class NoActions implements SelectionActions {
        @Override
        public void removeFromView(dev.lacuna.model.StreamRef stream) {}

        @Override
        public void replay(Selection selection) {}

        @Override
        public void exportFindings(Selection selection) {}

        @Override
        public void exportEvents(Selection selection, boolean csv) {}

        @Override
        public void note() {}

        @Override
        public void copy(Selection selection, CopyForm form) {}
    }
}
