package dev.lacuna.ui.repair;

import dev.lacuna.investigation.Verification;
import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Edit;
import dev.lacuna.model.HeaderRules;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.repair.Hazard;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
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
        }
        gallery.runner.close();
        Platform.exit();
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
    public TaskHandle<ReplayReport> run(ReplayPlan plan, boolean execute, String confirmed) {
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
    public TaskHandle<ReplayReport> runAgreed(ReplayPlan plan, String confirmed) {
        return run(plan, true, confirmed);
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
    public boolean isReadOnly() {
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
