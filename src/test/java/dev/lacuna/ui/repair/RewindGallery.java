package dev.lacuna.ui.repair;

import dev.lacuna.model.Finding;
import dev.lacuna.source.GroupMember;
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
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/// Draws the rewind's window in each of its moments, light and dark, into PNG files, to be looked at: `RewindGallery
/// FOLDER`.
public final class RewindGallery {

    private final Path folder;
    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private Theme theme = Theme.LIGHT;

    private RewindGallery(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        var gallery = new RewindGallery(Files.createDirectories(Path.of(arguments[0])));
        for (Theme each : Theme.values()) {
            gallery.theme = each;
            Ui.run(each::apply);
            gallery.straight();
            gallery.refused();
        }
        gallery.runner.close();
        Platform.exit();
    }

    private void straight() throws Exception {
        var acts = new RewindActs(runner);
        Stage stage = open(acts, List.of());
        shoot(stage, "rewind-1-asking");
        press(stage, "Show preview");
        shoot(stage, "rewind-2-preview");
        press(stage, "Dry run");
        shoot(stage, "rewind-3-dry");
        press(stage, "Set billing in 2 partitions");
        shoot(stage, "rewind-4-set");
        press(stage, "Roll back");
        shoot(stage, "rewind-5-back");
        Ui.run(stage::close);
    }

    private void refused() throws Exception {
        var acts = new RewindActs(runner);
        acts.members = List.of(
                new GroupMember("id-1", Optional.empty(), "billing-1", "/10.0.0.7", List.of()),
                new GroupMember("id-2", Optional.empty(), "billing-2", "/10.0.0.8", List.of()));
        Stage active = open(acts, List.of(Samples.lostRun()));
        press(active, "Show preview");
        shoot(active, "rewind-6-active");
        Ui.run(active::close);
        var blocked = new RewindActs(runner);
        blocked.blocking = true;
        blocked.part = true;
        Stage stage = open(blocked, List.of());
        press(stage, "A position");
        Ui.run(() -> ((TextField) stage.getScene().lookup(".text-field")).setText("middle"));
        shoot(stage, "rewind-7-wrong");
        press(stage, "A time");
        press(stage, "Show preview");
        press(stage, "I have read what blocks this rewind and want it all the same.");
        shoot(stage, "rewind-8-blocked");
        press(stage, "Set billing in 2 partitions");
        shoot(stage, "rewind-9-part");
        Ui.run(stage::close);
    }

    private Stage open(RewindActs acts, List<Finding> findings) {
        return Ui.on(() -> {
            Stage owner = Nodes.show(new StackPane(), 200, 100);
            new RewindDialog(owner, new FxPulse(), new Formats(), Clock.systemUTC(), acts)
                    .open(new RewindSubject("billing", "orders", findings, List.of("shadow", "audit"), "-2h"));
            return (Stage) Window.getWindows().getLast();
        });
    }

    private static void press(Stage stage, String text) throws Exception {
        Parent root = stage.getScene().getRoot();
        Nodes.await(() -> Nodes.all(root, ButtonBase.class).stream()
                .anyMatch(button -> text.equals(button.getText()) && !button.isDisabled()));
        Ui.run(() -> Nodes.button(root, text).fire());
        Thread.sleep(700); // a picture, not a test
    }

    private void shoot(Stage stage, String name) throws Exception {
        Thread.sleep(400);
        WritableImage image = Ui.on(() -> stage.getScene().snapshot(null));
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        ImageIO.write(
                picture, "png", folder.resolve(name + "-" + theme.id() + ".png").toFile());
    }
}
