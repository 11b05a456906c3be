package dev.lacuna.ui.shell;

import dev.lacuna.investigation.WriteGate;
import dev.lacuna.journal.Journal;
import dev.lacuna.sandbox.SampleIncident;
import dev.lacuna.sandbox.SandboxBroker;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.connect.ConnectRequest;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import javafx.stage.Stage;

/// Draws the first minute in the window, on a real broker, into pictures to be looked at: `FirstMinutePictures FOLDER`.
public final class FirstMinutePictures {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    private final Path folder;
    private final SandboxBroker broker;
    private final WorkspaceModel workspace;
    private final MainWindow window;

    private FirstMinutePictures(Path folder, SandboxBroker broker) throws Exception {
        this.folder = folder;
        this.broker = broker;
        Path state = Files.createTempDirectory("pictures");
        var runner = new TaskRunner(Clock.systemUTC());
        var journal = new Journal(state, Clock.systemUTC(), "0.1.0");
        var start = new Start(
                runner,
                new Sources(ServiceLoader.load(SourceProvider.class)),
                Preferences.inMemory(),
                progress -> {
                    throw new IllegalStateException("nobody asks for the sample here");
                },
                journal,
                WriteGate.of(state, journal, text -> {}),
                "0.1.0",
                Clock.systemUTC(),
                new Opening.StartPage(),
                state.resolve("rewinds"),
                "dev.lacuna.launch.Main");
        var pulse = Ui.on(FxPulse::new);
        workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        window = Ui.on(() -> {
            var shown = new MainWindow(new Stage(), start, workspace, pulse, EarlierWork.NoFiles::new);
            shown.show();
            shown.resize(WIDTH, HEIGHT);
            return shown;
        });
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/pictures"));
        try (SandboxBroker broker = SandboxBroker.start()) {
            SampleIncident.write(broker.bootstrap(), phase -> {});
            new FirstMinutePictures(folder, broker).draw();
        }
        Platform.exit();
        Runtime.getRuntime().halt(0); // a broker in this JVM leaves threads behind
    }

    private void draw() throws Exception {
        shoot("first-start");
        Ui.run(() -> workspace.remember(EarlierWork.remembered(WIDTH, HEIGHT)));
        shoot("start");
        Ui.run(() -> workspace.connect(new ConnectRequest("127.0.0.1:1", "", false)));
        await(() -> !workspace.connections().failureProperty().get().isEmpty());
        shoot("start-failed");
        fire("#open-kafka");
        shoot("connect");
        Ui.run(() -> ((TextField) window.scene().lookup("#servers")).setText(broker.bootstrap()));
        check("check-good");
        Ui.run(() -> ((TextField) window.scene().lookup("#servers")).setText("127.0.0.1:1, " + broker.bootstrap()));
        Ui.run(() -> window.scene().getRoot().lookupAll(".choice-box").stream()
                .map(FirstMinutePictures::protocols)
                .filter(box -> box.getItems().contains("SASL_SSL"))
                .forEach(box -> box.setValue("SASL_SSL")));
        check("check-failed");
        Ui.run(() ->
                workspace.open(new Opening.Open(SourceSpec.of("kafka://" + broker.bootstrap()), Optional.empty())));
        await(() -> workspace.connections().connection() != null);
        Thread.sleep(2_500);
        shoot("topics");
        Ui.run(() -> ((TextField) window.scene().lookup("#topic-search")).setText("nothing"));
        shoot("topics-none");
        workspace.runner().close();
    }

    @SuppressWarnings("unchecked") // all choices here are of words
    private static ChoiceBox<String> protocols(javafx.scene.Node box) {
        return (ChoiceBox<String>) box;
    }

    private void check(String name) throws Exception {
        fire("#check");
        await(() -> window.scene().lookup("#check").isVisible());
        shoot(name);
    }

    private void fire(String id) {
        Ui.run(() -> ((Button) window.scene().lookup(id)).fire());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 300 && !Ui.on(condition::getAsBoolean); i++) {
            Thread.sleep(100);
        }
    }

    private void shoot(String name) throws Exception {
        for (Theme theme : Theme.values()) {
            Ui.run(() -> window.showTheme(theme));
            Thread.sleep(500); // pictures are no tests: they may wait
            var picture = Ui.on(() -> WindowShot.take(window.scene()));
            WindowShot.write(picture, folder.resolve(name + "-" + theme.id() + ".png"));
        }
    }
}
