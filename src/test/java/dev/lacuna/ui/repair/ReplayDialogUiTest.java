package dev.lacuna.ui.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class ReplayDialogUiTest {

    private static final String REPLAY = "Replay 174 events";

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final Acts acts = new Acts(runner);

    @AfterEach
    void close() {
        runner.close();
    }

    private Stage open() {
        return Ui.on(() -> {
            Stage owner = Nodes.show(new StackPane(), 200, 100);
            new ReplayDialog(owner, new FxPulse(), new Formats(), acts)
                    .open(runner.start("plan", context -> Samples.plan()));
            return (Stage) Window.getWindows().getLast();
        });
    }

    private static Parent root(Stage stage) {
        return stage.getScene().getRoot();
    }

    @Test
    void emptiesTheFieldOfTheNameThatWasTypedForAnotherPlan() {
        String texts = Ui.on(() -> {
            var model = new ReplayViewModel(acts, runner.start("plan", context -> Samples.plan()));
            var section = new ConfirmSection(model::confirm);
            Runnable show =
                    () -> section.show(true, List.of("prod-eu"), model.consent().typed(), true);
            TextField field = Nodes.all(section, TextField.class).getFirst();
            field.setText("prod-eu");
            show.run();
            String before = field.getText();
            model.consent().forget();
            show.run();
            return before + "|" + field.getText();
        });

        assertThat(texts).isEqualTo("prod-eu|");
    }

    @Test
    void goesFromThePlanToTheProofInOnePane() {
        Stage stage = open();
        Nodes.await(() -> Nodes.texts(root(stage), Label.class).contains("Consumers may count twice"));
        Nodes.await(() -> !Nodes.button(root(stage), REPLAY).isDisabled());

        Ui.run(() -> Nodes.button(root(stage), "Dry run").fire());
        Nodes.await(() -> Nodes.texts(root(stage), Label.class).stream().anyMatch(text -> text.startsWith("Dry run:")));
        Nodes.await(() -> RepairWindow.primary(root(stage)).isPresent());
        Ui.run(() -> Objects.requireNonNull(stage.getScene().getAccelerators().get(RepairWindow.PRIMARY))
                .run());
        Nodes.await(() -> Nodes.texts(root(stage), Label.class).contains("Verified"));

        assertThat(Ui.on(() -> Nodes.texts(root(stage), Label.class)))
                .contains(
                        "Copied 174 of 174 events to orders.",
                        "174 of 174 events stand in orders once, unaltered.",
                        "A new scan saw no gap there any more: the finding is closed.");
        Ui.run(stage::close);
    }

    @Test
    void saysThatTheConnectionIsReadOnly() {
        acts.readOnly = true;
        Stage stage = open();
        Nodes.await(() -> Nodes.texts(root(stage), Label.class).contains("Consumers may count twice"));

        assertThat(Ui.on(() -> Nodes.button(root(stage), REPLAY).isDisabled())).isTrue();
        assertThat(Ui.on(() -> RepairWindow.primary(root(stage))))
                .as("what Ctrl+Enter would press")
                .isEmpty();
        assertThat(Ui.on(() -> Nodes.texts(root(stage), Label.class)))
                .anyMatch(text -> text.startsWith("This connection is read-only"));
        Ui.run(stage::close);
    }

    @Test
    void verifiesAlsoWhenTheWindowWasClosedWhileItCopied() {
        CountDownLatch hold = new CountDownLatch(1);
        acts.run = context -> {
            hold.await();
            return Samples.report(false, 174, 0);
        };
        Stage stage = open();
        Nodes.await(() -> Nodes.texts(root(stage), Label.class).contains("Consumers may count twice")
                && !Nodes.button(root(stage), REPLAY).isDisabled());
        Ui.run(() -> {
            Nodes.button(root(stage), REPLAY).fire();
            Nodes.button(root(stage), "Go on in the background").fire();
        });
        assertThat(Ui.on(stage::isShowing)).isFalse();

        hold.countDown();

        Nodes.await(() -> !acts.verified.isEmpty());
    }

    @Test
    void drawsEveryThemeWithoutAComplaintOfTheStylesheet() {
        for (Theme theme : Theme.values()) {
            Stage[] stage = new Stage[1];
            Ui.run(theme::apply);
            assertThat(Ui.cssWarnings(() -> {
                        Stage owner = Nodes.show(new StackPane(), 200, 100);
                        new ReplayDialog(owner, new FxPulse(), new Formats(), acts)
                                .open(runner.start("plan", context -> Samples.plan()));
                        stage[0] = (Stage) Window.getWindows().getLast();
                    }))
                    .isEmpty();
            Nodes.await(() -> Nodes.texts(root(stage[0]), Label.class).contains("Consumers may count twice"));
            assertThat(Ui.cssWarnings(() -> {
                        Nodes.button(root(stage[0]), "Plan as JSON").fire();
                        root(stage[0]).snapshot(null, null);
                        stage[0].close();
                    }))
                    .isEmpty();
        }
    }
}
