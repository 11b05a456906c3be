package dev.lacuna.ui.shell;

import dev.lacuna.investigation.CheckReport;
import dev.lacuna.investigation.ConnectionCheck;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Recording;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SessionFile;
import dev.lacuna.settings.SettingsException;
import dev.lacuna.source.CheckRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.SourceWords;
import dev.lacuna.source.StreamGlance;
import dev.lacuna.source.StreamSummary;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.connect.ConnectOrder;
import dev.lacuna.ui.connect.ConnectRequest;
import dev.lacuna.ui.kit.Texts;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// Which source is open, or being opened.
///
/// ```
/// CLOSED ──> OPENING ──> OPEN ──> CLOSED
///               └─────> CLOSED (failed, cancelled)
/// ```
final class ConnectionModel {

    /// Where it stands.
    enum State {
        CLOSED,
        OPENING,
        OPEN
    }

    private static final Texts TEXTS = Texts.of(ConnectionModel.class);

    private final Start start;
    private final Newest<Opened> opening;
    private final Newest<List<StreamSummary>> listing;
    private final Newest<CheckReport> checks;
    private final Newest<Integer> glances;
    private final Executor fxThread;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.CLOSED);
    private final ReadOnlyObjectWrapper<@Nullable Connection> connection = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper openingName = new ReadOnlyStringWrapper("");
    private @Nullable TaskHandle<Opened> openingTask;
    private int checkNumber;
    private Consumer<Connection> onClose = closing -> {};

    private record Opened(Connection connection, Optional<String> stream) {}

    ConnectionModel(Start start, Executor fxThread) {
        this.start = start;
        this.opening = new Newest<>(fxThread);
        this.listing = new Newest<>(fxThread);
        this.checks = new Newest<>(fxThread);
        this.glances = new Newest<>(fxThread);
        this.fxThread = fxThread;
    }

    /// Called before a connection is let go of.
    void setOnClose(Consumer<Connection> action) {
        onClose = action;
    }

    /// Opens what the form asked for.
    ///
    /// @param done gets the name of the stream to open at once, if any, when the source is open
    void open(ConnectRequest request, Consumer<Optional<String>> done) {
        open(
                request.name(),
                context ->
                        opened(request.load(), SourceWords.ofFile(request.propertiesFile()), Optional.empty(), context),
                done);
    }

    /// Opens what was put together in the form. What is to be saved as a profile is saved when the source is open, so
    /// that what leads nowhere is not kept.
    ///
    /// @param done gets as what it can be opened again, if it can
    void open(ConnectOrder order, Consumer<Optional<ConnectRequest>> done) {
        open(
                Connection.shortName(order.spec().uri()),
                context -> {
                    String file =
                            order.recent().map(ConnectRequest::propertiesFile).orElse("");
                    Opened opened = opened(order.spec(), SourceWords.ofFile(file), Optional.empty(), context);
                    return order.profile().isPresent()
                            ? saved(opened, order.profile().get())
                            : opened;
                },
                stream -> done.accept(order.profile().isPresent() ? savedRequest(order) : order.recent()));
    }

    private Opened saved(Opened opened, ConnectOrder.NewProfile profile) throws SettingsException {
        boolean done = false;
        try {
            Path file = start.preferences().saveProfile(profile.name(), profile.properties(), profile.replace());
            done = true;
            return new Opened(opened.connection().withConfigFile(file.toString()), opened.stream());
        } finally {
            if (!done) {
                opened.connection().close().run();
            }
        }
    }

    private Optional<ConnectRequest> savedRequest(ConnectOrder order) {
        Connection open = connection.get();
        return open == null
                ? Optional.empty()
                : Optional.of(
                        new ConnectRequest("", open.configFile(), order.spec().readOnly()));
    }

    /// Goes the way to a source step by step; a newer check takes the place of one that goes on.
    void check(CheckRequest request, Consumer<CheckReport> seen, Consumer<String> ended) {
        checks.cancel();
        int number = ++checkNumber;
        var task = ConnectionCheck.start(
                TEXTS.get("task.check", Connection.shortName(request.spec().uri())),
                request,
                start.sources(),
                start.runner(),
                report -> fxThread.execute(() -> {
                    if (number == checkNumber) {
                        seen.accept(report);
                    }
                }));
        checks.start(task, handle -> ended.accept(Problem.words(handle.failure())));
    }

    void cancelCheck() {
        checkNumber++;
        checks.cancel();
    }

    void open(Opening.Open source, Consumer<Optional<String>> done) {
        String profile = source.words().profile();
        open(
                profile.isEmpty() ? Connection.shortName(source.spec().uri()) : profile,
                context -> opened(source.spec(), source.words(), source.stream(), context),
                done);
    }

    void openSample(Consumer<Optional<String>> done) {
        open(TEXTS.get("sample.name"), this::openedSample, done);
    }

    /// Opens a session file in place of a source.
    void openRecorded(Path file, Consumer<Optional<String>> done) {
        open(String.valueOf(file.getFileName()), context -> openedRecorded(file, context), done);
    }

    private void open(String name, TaskRunner.Work<Opened> work, Consumer<Optional<String>> done) {
        failure.set("");
        openingName.set(name);
        state.set(State.OPENING);
        TaskHandle<Opened> task = start.runner().start(TEXTS.get("task.connect", name), work);
        openingTask = task;
        opening.start(task, handle -> ended(handle, done), this::closeLate);
    }

    private void ended(TaskHandle<Opened> handle, Consumer<Optional<String>> done) {
        openingTask = null;
        Optional<Opened> result = handle.result();
        if (result.isEmpty()) {
            failure.set(handle.state() == TaskState.FAILED ? Problem.words(handle.failure()) : "");
            state.set(connection.get() == null ? State.CLOSED : State.OPEN);
            return;
        }
        letGo();
        connection.set(result.get().connection());
        state.set(State.OPEN);
        done.accept(result.get().stream());
    }

    /// Nobody waits any more for what a cancelled attempt has opened after all.
    private void closeLate(TaskHandle<Opened> handle) {
        handle.result().ifPresent(opened -> closeLater(opened.connection()));
    }

    private Opened opened(SourceSpec spec, SourceWords words, Optional<String> stream, TaskContext context)
            throws Exception {
        context.report(ProgressSnapshot.of(TEXTS.get("phase.connect"), 0, -1, ""));
        Investigation investigation =
                Investigation.open(spec, start.sources(), start.runner(), start.gate(), start.toolVersion());
        return listed(
                new Connection(
                        investigation,
                        spec,
                        words,
                        Connection.shortName(spec.uri()),
                        production(investigation),
                        List.of(),
                        investigation::close),
                stream,
                context);
    }

    /// None where a profile can't be understood: then every write is refused, and the refusal says why.
    private static List<String> production(Investigation investigation) {
        try {
            return investigation.productionNames();
        } catch (SourceException e) {
            return List.of();
        }
    }

    private Opened openedSample(TaskContext context) throws Exception {
        SampleOpener.OpenedSample sample =
                start.sample().open(phase -> context.report(ProgressSnapshot.of(phase, 0, -1, "")));
        Investigation investigation = sample.investigation();
        return listed(
                new Connection(
                        investigation,
                        SourceSpec.of(investigation.source().name()),
                        SourceWords.NONE,
                        TEXTS.get("sample.name"),
                        List.of(),
                        List.of(),
                        sample.close()),
                Optional.of(sample.stream()),
                context);
    }

    private Opened openedRecorded(Path file, TaskContext context) throws Exception {
        context.report(ProgressSnapshot.of(TEXTS.get("phase.session"), 0, -1, ""));
        Recording recording = Recording.of(SessionFile.read(file), start.runner());
        Investigation investigation =
                Investigation.recorded(recording, start.sources(), start.runner(), start.gate(), start.toolVersion());
        SavedSession.Head head = recording.session().head();
        return listed(
                new Connection(
                        investigation,
                        SourceSpec.of(head.source()),
                        SourceWords.NONE,
                        Connection.shortName(head.source()),
                        List.of(),
                        List.of(),
                        investigation::close),
                Optional.of(recording.session().view().stream())
                        .filter(name -> recording.scan(name).isPresent()),
                context);
    }

    private static Opened listed(Connection connection, Optional<String> stream, TaskContext context) throws Exception {
        boolean done = false;
        try {
            context.checkpoint();
            var streams = connection.investigation().streams();
            done = true;
            return new Opened(connection.withStreams(streams), stream);
        } finally {
            if (!done) {
                connection.close().run();
            }
        }
    }

    /// Gives up opening; what was open before stays.
    void cancelOpening() {
        openingTask = null;
        opening.cancel();
        failure.set("");
        state.set(connection.get() == null ? State.CLOSED : State.OPEN);
    }

    /// Looks at the streams that are listed, without reading them.
    ///
    /// @param seen gets each as soon as it is known
    /// @param ended gets why no more will come; empty where all were looked at
    void glance(Consumer<StreamGlance> seen, Consumer<String> ended) {
        Connection current = connection.get();
        if (current == null) {
            return;
        }
        List<String> names = current.streams().stream()
                .sorted(Comparator.comparing(StreamSummary::internal))
                .map(StreamSummary::name)
                .toList();
        TaskHandle<Integer> task = start.runner().start(TEXTS.get("task.glance"), context -> {
            int[] told = {0};
            current.investigation().glance(names, glance -> {
                context.report(ProgressSnapshot.of(TEXTS.get("phase.glance"), ++told[0], names.size(), "topics"));
                fxThread.execute(() -> {
                    if (connection.get() == current) {
                        seen.accept(glance);
                    }
                });
                return !context.isCancelled();
            });
            context.checkpoint();
            return told[0];
        });
        glances.start(task, handle -> ended.accept(Problem.words(handle.failure())));
    }

    /// Lists the streams anew.
    void refreshStreams(Consumer<Problem> failed) {
        Connection current = connection.get();
        if (current == null) {
            return;
        }
        var task = start.runner()
                .start(
                        TEXTS.get("task.streams"),
                        context -> current.investigation().streams());
        listing.start(task, handle -> {
            handle.result().ifPresent(streams -> connection.set(current.withStreams(streams)));
            handle.failure().ifPresent(why -> failed.accept(Problem.of(why, () -> refreshStreams(failed))));
        });
    }

    void disconnect() {
        opening.cancel();
        letGo();
        failure.set("");
        state.set(State.CLOSED);
    }

    private void letGo() {
        Connection old = connection.get();
        if (old != null) {
            listing.cancel();
            glances.cancel();
            onClose.accept(old);
            connection.set(null);
            closeLater(old);
        }
    }

    private void closeLater(Connection old) {
        start.runner().start(TEXTS.get("task.close", old.name()), context -> {
            old.close().run();
            return old.name();
        });
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Connection> connectionProperty() {
        return connection.getReadOnlyProperty();
    }

    @Nullable
    Connection connection() {
        return connection.get();
    }

    /// Why the last attempt failed, for people; empty when it didn't.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    String openingName() {
        return openingName.get();
    }

    /// What the opening is doing now, for people; changes without notice.
    String openingPhase() {
        return openingTask == null ? "" : openingTask.progress().phase();
    }
}
