package dev.lacuna.ui.repair;

import dev.lacuna.investigation.DeadLetterScope;
import dev.lacuna.investigation.DeadLetterSurvey;
import dev.lacuna.investigation.Rehearsal;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Edit;
import dev.lacuna.model.HeaderRules;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.repair.replay.SelectionFacts;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/// Draws the replay's window with a plan that chooses and alters events, and of which the target refuses some, into
/// PNG files to be looked at: `ChosenReplayGallery FOLDER`.
public final class ChosenReplayGallery implements ReplayActions {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());

    private ChosenReplayGallery() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        var gallery = new ChosenReplayGallery();
        for (Theme theme : Theme.values()) {
            Ui.run(theme::apply);
            Stage stage = Ui.on(() -> {
                Stage owner = Nodes.show(new StackPane(), 200, 100);
                new ReplayDialog(owner, new FxPulse(), new Formats(), gallery)
                        .open(gallery.runner.start("plan", context -> plan()));
                return (Stage) Window.getWindows().getLast();
            });
            shoot(stage, folder.resolve("replay-chosen-" + theme.id() + ".png"));
            Ui.run(() -> Nodes.button(stage.getScene().getRoot(), "Replay 174 events")
                    .fire());
            shoot(stage, folder.resolve("replay-set-aside-" + theme.id() + ".png"));
            Ui.run(stage::close);
            wishes(gallery, folder, theme);
            redrive(gallery, folder, theme);
        }
        gallery.runner.close();
        Platform.exit();
    }

    private static void wishes(ChosenReplayGallery gallery, Path folder, Theme theme) throws Exception {
        Stage stage = Ui.on(() -> {
            Stage owner = Nodes.show(new StackPane(), 200, 100);
            new ReplayDialog(owner, new FxPulse(), new Formats(), gallery).open(gallery.new Basis());
            return (Stage) Window.getWindows().getLast();
        });
        shoot(stage, folder.resolve("replay-usual-" + theme.id() + ".png"));
        Ui.run(() -> ((Button) stage.getScene().getRoot().lookup(".options-button")).fire());
        shoot(stage, folder.resolve("replay-options-" + theme.id() + ".png"));
        Ui.run(() -> {
            field(stage, "Only where").setText("value.customer.country in ['DE', 'AT' && value.total > 100.0");
            field(stage, "At most").setText("fast");
            MenuButton add = (MenuButton) stage.getScene().getRoot().lookup(".menu-button");
            add.getItems().get(1).fire();
            add.getItems().get(2).fire();
            field(stage, "header").setText("replayed-by");
            field(stage, "Set header").setText("shift 2");
            field(stage, "Patch JSON").setText("[{\"op\":\"replace\"}]");
        });
        shoot(stage, folder.resolve("replay-slips-" + theme.id() + ".png"));
        Ui.run(() -> {
            field(stage, "Only where").setText("value.total > 100.0");
            field(stage, "At most").setText("500/s");
            field(stage, "Patch JSON").setText("[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"open\"}]");
        });
        Thread.sleep(1_500);
        Ui.run(() -> Nodes.button(stage.getScene().getRoot(), "Rehearse").fire());
        shoot(stage, folder.resolve("replay-rehearsed-" + theme.id() + ".png"));
        Ui.run(stage::close);
    }

    private static TextField field(Stage stage, String name) {
        return stage.getScene().getRoot().lookupAll(".text-field").stream()
                .filter(TextField.class::isInstance)
                .map(TextField.class::cast)
                .filter(field -> name.equals(field.getAccessibleText()))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<RedriveSelection> selected() {
        return Optional.of(new RedriveSelection("2026-03-14 09:12:00 to 09:47:30 UTC", DeadLetterScope.ALL));
    }

    private static void redrive(ChosenReplayGallery gallery, Path folder, Theme theme) throws Exception {
        Stage stage = Ui.on(() -> {
            Stage owner = Nodes.show(new StackPane(), 200, 100);
            new RedriveDialog(owner, new FxPulse())
                    .open(
                            "orders.DLT",
                            List.of("orders", "orders-quarantine"),
                            selected(),
                            new RedriveDialog.Actions() {
                                @Override
                                public TaskHandle<DeadLetterSurvey> survey(DeadLetterScope scope, long redrives) {
                                    return gallery.runner.start(
                                            "survey",
                                            context -> new DeadLetterSurvey(
                                                    new TreeMap<>(Map.of("orders", 1_204L, "payments-refunds", 17L)),
                                                    3,
                                                    12));
                                }

                                @Override
                                public void plan(String home, DeadLetterScope scope, long redrives) {}

                                @Override
                                public void setAside(String quarantine, DeadLetterScope scope, long redrives) {}
                            });
            return (Stage) Window.getWindows().getLast();
        });
        shoot(stage, folder.resolve("redrive-" + theme.id() + ".png"));
        Ui.run(stage::close);
    }

    private final class Basis implements ReplayBasis {
        @Override
        public Set<Wish> asked() {
            return EnumSet.allOf(Wish.class);
        }

        @Override
        public boolean takesEdits() {
            return true;
        }

        @Override
        public ReplayWishes first() {
            return ReplayWishes.USUAL.with(Wish.TO_TOPIC, "orders");
        }

        @Override
        public List<String> topics() {
            return List.of("orders", "orders-fixed");
        }

        @Override
        public List<String> clusters() {
            return List.of("kafka://staging:9092");
        }

        @Override
        public TaskHandle<ReplayPlan> plan(ReplayWishes wishes) {
            return runner.start("plan", context -> Samples.plan());
        }

        @Override
        public Optional<String> command(ReplayWishes wishes) {
            return Optional.of("lacuna plan replay");
        }

        @Override
        public void beside(Runnable work) {
            runner.beside(work);
        }
    }

    private static ReplayPlan plan() {
        ReplayPlan all = Samples.plan();
        var from = Instant.parse("2026-11-23T08:12:41.003Z");
        return new ReplayPlan(
                all.id(),
                all.created(),
                all.toolVersion(),
                all.from(),
                all.to(),
                all.parts(),
                all.fields(),
                Choice.ALL
                        .within(new TimeSpan(
                                from.toEpochMilli(), from.plusSeconds(180).toEpochMilli()))
                        .where("value.customer.country in ['DE', 'AT', 'CH'] && value.total > 100.0")
                        .unlessHeldBy("header:order-id"),
                new CopyForm(
                        HeaderRules.ALL,
                        List.of(
                                new Edit.SetHeader("replayed-by", "shift 2"),
                                new Edit.RenameHeader("trace", "trace-before"),
                                new Edit.PatchJson("[]"),
                                new Edit.ShiftTime(Duration.ofHours(2)))),
                all.targetEnds(),
                all.repairs(),
                all.events(),
                all.bytes(),
                all.digest(),
                List.of(
                        "3 events of the ranges are left out, because the time of each is before 08:12:41.003.",
                        "The filter was applied to what the events held when the plan was made."));
    }

    @Override
    public TaskHandle<List<Hazard>> preflight(ReplayPlan plan) {
        return runner.start("preflight", context -> Samples.hazards());
    }

    @Override
    public List<String> namesToConfirm(ReplayPlan plan) {
        return List.of();
    }

    @Override
    public TaskHandle<ReplayReport> run(ReplayPlan plan, boolean execute, ReplayOptions options, String confirmed) {
        return runner.start(
                "run",
                context -> new ReplayReport(
                        plan.id(),
                        !execute,
                        174,
                        171,
                        0,
                        3,
                        List.of(
                                new ReplayReport.Refusal(
                                        "orders-upstream/2 at 4130", "It is larger than the target takes (1.2 MB)."),
                                new ReplayReport.Refusal(
                                        "orders-upstream/2 at 4177",
                                        "orders is compacted and takes no event without a key, and this one has none."),
                                new ReplayReport.Refusal(
                                        "orders-upstream/4 at 6002", "Its timestamp is too far from now.")),
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        SelectionFacts.NONE,
                        List.of("The copies stand in partition 2 from 10 000 on.")));
    }

    @Override
    public TaskHandle<Verification> verify(ReplayPlan plan) {
        return runner.start(
                "verify",
                context -> new Verification(plan, Samples.copies(3), List.of(), List.of(Samples.lostRun()), null));
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
        return false;
    }

    private static void shoot(Stage stage, Path file) throws Exception {
        Thread.sleep(1_200); // a picture, not a test
        WritableImage image = Ui.on(() -> stage.getScene().snapshot(null));
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        ImageIO.write(picture, "png", file.toFile());
    }
}
