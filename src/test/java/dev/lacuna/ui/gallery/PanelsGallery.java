package dev.lacuna.ui.gallery;

import dev.lacuna.investigation.Rehearsal;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanFixture;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Header;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.findings.FindingDetailView;
import dev.lacuna.ui.findings.FindingsView;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.records.RecordsView;
import dev.lacuna.ui.repair.ReplayActions;
import dev.lacuna.ui.repair.ReplayDialog;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/// Draws each panel with made-up data, light and dark, into PNG files. A picture book for whoever works on the look:
/// `PanelsGallery FOLDER`.
public final class PanelsGallery {

    private final Path folder;
    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final FxPulse pulse = new FxPulse();
    private final Formats formats = new Formats();
    private Theme theme = Theme.LIGHT;

    private PanelsGallery(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        var gallery = new PanelsGallery(folder);
        for (Theme each : Theme.values()) {
            gallery.theme = each;
            run(() -> {
                each.apply();
            });
            gallery.findings();
            gallery.emptyFindings();
            gallery.details();
            gallery.records();
            gallery.replay();
        }
        gallery.runner.close();
        Platform.exit();
    }

    private void findings() throws Exception {
        Scan scan = new ScanFixture(runner, "orders", 6)
                .ended(Samples.findings(), PartitionOutcome.End.COMPLETE, Optional.empty());
        Stage stage = onFx(() -> {
            FindingsView view = new FindingsView(pulse, formats);
            view.showBenignProperty().set(true);
            FindingDetailView detail = detail();
            detail.show(Samples.lostRun(), scan);
            view.setScan(scan);
            view.selectedIdProperty().set(Samples.lostRun().id());
            StackPane right = new StackPane(detail.node());
            right.setPrefWidth(372);
            right.setMinWidth(372);
            HBox.setHgrow(view.node(), Priority.ALWAYS);
            return show(new HBox(view.node(), right), 1226, 560);
        });
        snapshot(stage, "findings");
    }

    private void emptyFindings() throws Exception {
        ScanFixture fixture = new ScanFixture(runner, "payments", 6);
        Scan complete = fixture.ended(List.of(Samples.markers()), PartitionOutcome.End.COMPLETE, Optional.empty());
        Scan partial = fixture.ended(
                List.of(), PartitionOutcome.End.FAILED, Optional.of("the broker 127.0.0.1:9092 does not answer."));
        CountDownLatch hold = new CountDownLatch(1);
        Scan running = fixture.start(List.of(), context -> {
            context.report(ProgressSnapshot.of("Scanning", 12_400, 41_230, "positions"));
            hold.await();
            return true;
        });
        for (var entry :
                List.of(List.of("complete", complete), List.of("partial", partial), List.of("running", running))) {
            Stage stage = onFx(() -> {
                FindingsView view = new FindingsView(pulse, formats);
                view.setScan((Scan) entry.get(1));
                return show((Parent) view.node(), 854, 200);
            });
            snapshot(stage, "findings-" + entry.get(0));
        }
        hold.countDown();
    }

    private void details() throws Exception {
        Scan scan = new ScanFixture(runner, "orders", 6)
                .ended(Samples.findings(), PartitionOutcome.End.COMPLETE, Optional.empty());
        List<FindingDetailView> views = new ArrayList<>();
        Stage stage = onFx(() -> {
            HBox row = new HBox();
            for (int index : new int[] {1, 3, 2}) {
                FindingDetailView view = detail();
                view.show(Samples.findings().get(index), scan);
                StackPane pane = new StackPane(view.node());
                pane.setPrefWidth(372);
                pane.setMinWidth(372);
                row.getChildren().add(pane);
                views.add(view);
            }
            return show(row, 1116, 560);
        });
        snapshot(stage, "details");
    }

    private FindingDetailView detail() {
        return new FindingDetailView(
                pulse,
                formats,
                new NotedActions(
                        runner,
                        findings -> context -> findings.getFirst()
                                        .id()
                                        .equals(Samples.lostRun().id())
                                ? Samples.sources()
                                : List.of()));
    }

    private void records() throws Exception {
        Stage stage = onFx(() -> {
            RecordsView view = new RecordsView(pulse, formats);
            view.load(runner.start("records", context -> ListedRecords.of(Samples.page(400))));
            return show((Parent) view.node(), 1000, 420);
        });
        snapshot(stage, "records");
        StringBuilder large = new StringBuilder("[");
        for (int i = 0; i < 60_000; i++) {
            large.append(i == 0 ? "" : ",").append("{\"item\":").append(i).append(",\"text\":\"some words here\"}");
        }
        Event event = new Event(
                Samples.ORDERS.partition(1),
                Position.offset(77),
                1_795_421_561_003L,
                TimestampKind.APPEND,
                Bytes.utf8("large"),
                Bytes.utf8(large.append(']').toString()),
                List.of(new Header("x", null)));
        Stage big = onFx(() -> {
            RecordsView view = new RecordsView(pulse, formats);
            view.load(runner.start(
                    "records",
                    context -> ListedRecords.of(new dev.lacuna.investigation.RecordPage(
                            List.of(new dev.lacuna.investigation.RecordPage.Row(event, Fate.ABORTED)),
                            "orders/1: more than 1 records, shown up to position 77"))));
            return show((Parent) view.node(), 1000, 420);
        });
        snapshot(big, "records-large", root -> {});
        snapshot(big, "records-all", root -> press(root, "Show all"));
        snapshot(big, "records-hex", root -> press(root, "Hex"));
        run(() -> {
            big.close();
        });
    }

    private void replay() throws Exception {
        Acts acts = new Acts();
        Stage owner = onFx(() -> show(new StackPane(), 200, 200));
        Stage dialog = onFx(() -> {
            new ReplayDialog(owner, pulse, formats, acts).open(runner.start("plan", context -> Samples.plan()));
            return (Stage) Window.getWindows().getLast();
        });
        snapshot(dialog, "replay-1-ready", root -> {});
        snapshot(dialog, "replay-2-dry-run", root -> press(root, "Dry run"));
        snapshot(dialog, "replay-3-json", root -> press(root, "Plan as JSON"));
        run(() -> {
            press(dialog.getScene().getRoot(), "Plan as JSON");
        });
        snapshot(dialog, "replay-4-copying", root -> press(root, "Replay 174 events"));
        acts.hold.countDown();
        snapshot(dialog, "replay-5-verified", root -> {});
        run(() -> {
            dialog.close();
            owner.close();
        });
        Acts failing = new Acts();
        failing.missing = 3;
        failing.readOnly = false;
        failing.hazards = List.of(Hazard.blocking(
                "Old events on a compacted stream",
                "orders is compacted: 174 copies with a key would become the newest of their key."));
        failing.hold.countDown();
        Stage owner2 = onFx(() -> show(new StackPane(), 200, 200));
        Stage second = onFx(() -> {
            new ReplayDialog(owner2, pulse, formats, failing).open(runner.start("plan", context -> Samples.plan()));
            return (Stage) Window.getWindows().getLast();
        });
        snapshot(second, "replay-6-blocked", root -> {});
        run(() -> {
            press(second.getScene().getRoot(), "I have read what blocks this replay and want it all the same.");
        });
        snapshot(second, "replay-7-not-verified", root -> press(root, "Replay 174 events"));
        run(() -> {
            second.close();
            owner2.close();
        });
    }

    private final class Acts implements ReplayActions {
        private final CountDownLatch hold = new CountDownLatch(1);
        private List<Hazard> hazards = Samples.hazards();
        private boolean readOnly;
        private long missing;

        @Override
        public TaskHandle<List<Hazard>> preflight(ReplayPlan plan) {
            return runner.start("preflight", context -> hazards);
        }

        @Override
        public List<String> namesToConfirm(ReplayPlan plan) {
            return List.of();
        }

        @Override
        public TaskHandle<ReplayReport> run(ReplayPlan plan, boolean execute, ReplayOptions options, String confirmed) {
            return runner.start("run", context -> {
                if (execute) {
                    context.report(new ProgressSnapshot(
                            "Copying",
                            120,
                            174,
                            "events",
                            List.of(
                                    new ProgressSnapshot.Part("partition 2", 119, 173, "offset 4240", ""),
                                    new ProgressSnapshot.Part("partition 4", 1, 1, "offset 6003", "done")),
                            ""));
                    hold.await();
                }
                return Samples.report(!execute, 174, 0);
            });
        }

        @Override
        public TaskHandle<Verification> verify(ReplayPlan plan) {
            return runner.start(
                    "verify",
                    context -> new Verification(
                            plan,
                            Samples.copies(missing),
                            missing == 0 ? List.of(Samples.lostRun().id()) : List.of(),
                            missing == 0 ? List.of() : List.of(Samples.lostRun()),
                            null));
        }

        @Override
        public void verified(Verification verification) {}

        @Override
        public void save(ReplayPlan plan) {}

        @Override
        public TaskHandle<Rehearsal> rehearse(ReplayPlan plan) {
            return runner.start("rehearse", context -> new Rehearsal(Samples.report(false, 174, 0), Samples.copies(0)));
        }

        @Override
        public void copyCommand(String command) {}

        @Override
        public boolean isReadOnly(ReplayPlan plan) {
            return readOnly;
        }
    }

    private static void press(Parent root, String text) {
        Labeled control = find(root, text).orElseThrow(() -> new IllegalStateException("no button '" + text + "'"));
        ((javafx.scene.control.ButtonBase) control).fire();
    }

    private static Optional<Labeled> find(Parent root, String text) {
        for (Node node : root.getChildrenUnmodifiable()) {
            if (node instanceof javafx.scene.control.ButtonBase button && text.equals(button.getText())) {
                return Optional.of(button);
            }
            Optional<Labeled> inside = node instanceof Parent parent ? find(parent, text) : Optional.empty();
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private Stage show(Parent root, double width, double height) {
        Stage stage = new Stage();
        Scene scene = new Scene(root, width, height);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        return stage;
    }

    private void snapshot(Stage stage, String name) throws Exception {
        snapshot(stage, name, root -> {});
        run(stage::close);
    }

    private void snapshot(Stage stage, String name, java.util.function.Consumer<Parent> before) throws Exception {
        run(() -> {
            before.accept(stage.getScene().getRoot());
        });
        Thread.sleep(900); // a picture, not a test: let searches and layouts come to rest
        WritableImage image = onFx(() -> stage.getScene().snapshot(null));
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        ImageIO.write(
                picture, "png", folder.resolve(name + "-" + theme.id() + ".png").toFile());
    }

    private static void run(Runnable action) throws Exception {
        onFx(() -> {
            action.run();
            return true;
        });
    }

    private static <T> T onFx(Supplier<T> action) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(action.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done.get();
    }
}
