package dev.lacuna.ui.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.source.GroupMember;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class RewindDialogUiTest {

    private static final String SET = "Set billing in 2 partitions";

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final RewindActs acts = new RewindActs(runner);

    @AfterEach
    void close() {
        runner.close();
    }

    private Stage open() {
        return Ui.on(this::opened);
    }

    private Stage opened() {
        Stage owner = Nodes.show(new StackPane(), 200, 100);
        new RewindDialog(owner, new FxPulse(), new Formats(), Clock.systemUTC(), acts)
                .open(new RewindSubject("billing", "orders", List.of(Samples.lostRun()), List.of("shadow"), "-2h"));
        return (Stage) Window.getWindows().getLast();
    }

    private static Parent root(Stage stage) {
        return stage.getScene().getRoot();
    }

    private static List<String> texts(Stage stage) {
        return Ui.on(() -> Nodes.texts(root(stage), Label.class));
    }

    private static void press(Stage stage, String text) {
        Ui.run(() -> Nodes.button(root(stage), text).fire());
    }

    @Test
    void goesFromTheQuestionOverThePreviewToTheProofAndBack() {
        Stage stage = open();
        press(stage, "Show preview");
        Nodes.await(() ->
                Nodes.texts(root(stage), Label.class).contains("2 partitions: at most 40 events are read again."));
        assertThat(texts(stage))
                .anyMatch(text -> text.contains("rewind-plan1.before.json"))
                .contains("Everything behind the point is read again", "orders/2 stays.");

        press(stage, SET);
        Nodes.await(() -> Nodes.texts(root(stage), Label.class).contains("Set, and read back"));
        assertThat(texts(stage)).contains("billing was set in 2 partitions: at most 40 events are read again.");
        press(stage, "Roll back");
        Nodes.await(() -> Nodes.texts(root(stage), Label.class).contains("Rolled back, and read back"));

        assertThat(acts.calls).last().isEqualTo("roll back");
        Ui.run(stage::close);
    }

    @Test
    void beginsWithTheProposedTime() {
        Stage stage = Ui.on(() -> {
            Stage owner = Nodes.show(new StackPane(), 200, 100);
            new RewindDialog(owner, new FxPulse(), new Formats(), Clock.systemUTC(), acts)
                    .open(new RewindSubject("billing", "orders", List.of(), List.of("shadow"), "2026-03-14 08:00"));
            return (Stage) Window.getWindows().getLast();
        });

        assertThat(texts(stage)).contains("The first event at or after 2026-03-14 08:00:00.000 UTC.");
        assertThat(Ui.on(() -> Nodes.button(root(stage), "Show preview").isDisabled()))
                .isFalse();
        Ui.run(stage::close);
    }

    @Test
    void namesWhoIsInAnActiveGroupAndSetsNothing() {
        acts.members = List.of(new GroupMember("id", Optional.empty(), "billing-1", "/10.0.0.7", List.of()));
        Stage stage = open();
        press(stage, "Show preview");
        Nodes.await(() -> Nodes.texts(root(stage), Label.class).contains("The group is active"));

        assertThat(Ui.on(() -> Nodes.button(root(stage), SET).isDisabled())).isTrue();
        assertThat(texts(stage)).anyMatch(text -> text.contains("billing-1 on 10.0.0.7"));
        Ui.run(stage::close);
    }

    @Test
    void drawsEveryThemeWithoutAComplaintOfTheStylesheet() {
        for (Theme theme : Theme.values()) {
            Stage[] stage = new Stage[1];
            Ui.run(theme::apply);
            assertThat(Ui.cssWarnings(() -> stage[0] = opened())).isEmpty();
            press(stage[0], "Show preview");
            Nodes.await(() -> Nodes.texts(root(stage[0]), Label.class).contains("orders/2 stays."));
            assertThat(Ui.cssWarnings(() -> {
                        root(stage[0]).snapshot(null, null);
                        stage[0].close();
                    }))
                    .isEmpty();
        }
    }

    @Test
    void whoAgreesByTheKeyboardStaysAtTheBox() {
        acts.blocking = true;
        Stage stage = open();
        press(stage, "Show preview");
        Nodes.await(() -> Nodes.texts(root(stage), CheckBox.class).stream().anyMatch(this::isAgreement));
        Ui.run(() -> {
            CheckBox agree = Nodes.all(root(stage), CheckBox.class).stream()
                    .filter(box -> isAgreement(box.getText()))
                    .findFirst()
                    .orElseThrow();
            agree.requestFocus();
            agree.fire();
        });

        assertThat(Ui.on(() -> stage.getScene().getFocusOwner()))
                .isInstanceOfSatisfying(
                        CheckBox.class, box -> assertThat(box.isSelected()).isTrue());
        Ui.run(stage::close);
    }

    private boolean isAgreement(String text) {
        return text.startsWith("I have read what blocks this rewind");
    }
}
