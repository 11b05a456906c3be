package dev.lacuna.launch;

import dev.lacuna.cli.Window;
import dev.lacuna.investigation.SampleSession;
import dev.lacuna.investigation.WriteGate;
import dev.lacuna.journal.Journal;
import dev.lacuna.sandbox.IncidentTruth;
import dev.lacuna.settings.Folders;
import dev.lacuna.settings.PreferencesFile;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.SourceWords;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.shell.LacunaApp;
import dev.lacuna.ui.shell.Opening;
import dev.lacuna.ui.shell.SampleOpener;
import dev.lacuna.ui.shell.Start;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The window as the command line opens it.
final class FxWindow implements Window {

    private static final Logger LOG = LoggerFactory.getLogger(FxWindow.class);

    private final TaskRunner runner;
    private final Sources sources;
    private final Folders folders;
    private final Journal journal;
    private final WriteGate gate;
    private final String toolVersion;
    private final String mainClass;

    FxWindow(
            TaskRunner runner,
            Sources sources,
            Folders folders,
            Journal journal,
            String toolVersion,
            String mainClass) {
        this.runner = runner;
        this.sources = sources;
        this.folders = folders;
        this.journal = journal;
        this.gate = WriteGate.of(folders.profiles(), journal, text -> LOG.warn("{}", text));
        this.toolVersion = toolVersion;
        this.mainClass = mainClass;
    }

    /// On macOS and Windows there always is a display; elsewhere X11 says so (JavaFX reaches Wayland through it).
    @Override
    public boolean isAvailable() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.contains("mac") || os.contains("win")) {
            return true;
        }
        String display = System.getenv("DISPLAY");
        return display != null && !display.isBlank();
    }

    @Override
    public void open(Optional<SourceSpec> source, SourceWords words, Optional<String> stream, Optional<String> at) {
        launch(at(
                source.<Opening>map(spec -> new Opening.Open(spec, words, stream))
                        .orElseGet(Opening.StartPage::new),
                at));
    }

    private static Opening at(Opening first, Optional<String> at) {
        return at.<Opening>map(place -> new Opening.At(first, place)).orElse(first);
    }

    @Override
    public void openSession(Path file, Optional<String> at) {
        launch(at(new Opening.Recorded(file), at));
    }

    @Override
    public void openSample() {
        launch(new Opening.Sample());
    }

    private void launch(Opening opening) {
        var preferences = new KeptPreferences(
                new PreferencesFile(folders.config().resolve("window.properties")), folders.profiles());
        LacunaApp.launch(new Start(
                runner,
                sources,
                preferences,
                this::openSample,
                journal,
                gate,
                toolVersion,
                runner.clock(),
                opening,
                folders.state().resolve("rewinds"),
                mainClass));
    }

    private SampleOpener.OpenedSample openSample(Consumer<String> progress) throws Exception {
        SampleSession sample = SampleSession.start(mainClass, sources, runner, gate, toolVersion, progress);
        return new SampleOpener.OpenedSample(sample.investigation(), IncidentTruth.ORDERS, sample::close);
    }
}
