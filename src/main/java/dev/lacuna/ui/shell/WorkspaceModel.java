package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.ListRequest;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordOrder;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.RecordQuery;
import dev.lacuna.investigation.Recording;
import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.settings.Profile;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.connect.ConnectOrder;
import dev.lacuna.ui.connect.ConnectRequest;
import dev.lacuna.ui.connect.RecentSource;
import dev.lacuna.ui.kit.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the window is working on: the source, the stream, its scan, and the commands on them. It knows no node. Its
/// methods belong to the FX thread and never wait; what takes time is a task.
public final class WorkspaceModel {

    /// The most records that a range shows.
    static final int MOST_RECORDS = 5_000;

    private static final Texts TEXTS = Texts.of(WorkspaceModel.class);

    private final Start start;
    private final Executor fxThread;
    private final TaskRunner runner;
    private final ConnectionModel connections;
    private final ShownStreams shown;
    private final NotesModel notes;
    private final Exports exports = new Exports(this);
    private Consumer<Recording> onRecorded = recording -> {};
    private final ReadOnlyObjectWrapper<WindowState> windowState;

    /// @param fxThread runs what tasks bring: the pulse's `post`
    public WorkspaceModel(Start start, WindowState remembered, Executor fxThread) {
        this.start = start;
        this.fxThread = fxThread;
        this.runner = start.runner();
        this.connections = new ConnectionModel(start, fxThread);
        this.shown =
                new ShownStreams(() -> new StreamModel(runner, fxThread, () -> connections.refreshStreams(this::tell)));
        this.notes = new NotesModel(start.journal(), runner, fxThread, start.clock(), this::tell);
        this.windowState = new ReadOnlyObjectWrapper<>(remembered);
        connections.setOnClose(connection -> shown.clear());
    }

    ConnectionModel connections() {
        return connections;
    }

    /// The stream that is worked on.
    StreamModel streams() {
        return shown.current();
    }

    /// All streams that are shown.
    ShownStreams shown() {
        return shown;
    }

    private void tell(Problem problem) {
        streams().tell(problem);
    }

    NotesModel notes() {
        return notes;
    }

    /// What writes findings and records into files.
    Exports exports() {
        return exports;
    }

    TaskRunner runner() {
        return runner;
    }

    ReadOnlyObjectProperty<WindowState> windowStateProperty() {
        return windowState.getReadOnlyProperty();
    }

    // Opening.

    /// Does what the program was started for.
    public void open(Opening opening) {
        switch (opening) {
            case Opening.StartPage page -> {}
            case Opening.Open open -> openSource(open);
            case Opening.Recorded recorded -> openSession(recorded.file());
            case Opening.At at -> open(at.first());
            case Opening.Sample sample -> openSample();
        }
    }

    private void openSource(Opening.Open open) {
        connections.open(open, stream -> stream.ifPresent(this::selectStream));
    }

    public void openSample() {
        connections.openSample(stream -> stream.ifPresent(this::selectStream));
    }

    /// Opens what somebody has saved, as it was left.
    public void openSession(Path file) {
        connections.openRecorded(file, stream -> {
            remember(windowState.get().rememberingSession(file));
            stream.ifPresent(this::selectStream);
            Connection connection = connections.connection();
            if (connection != null) {
                connection.recording().ifPresent(onRecorded);
            }
        });
    }

    /// Called after a session was opened and one of its streams is shown.
    void setOnRecorded(Consumer<Recording> action) {
        onRecorded = action;
    }

    public void connect(ConnectRequest request) {
        connections.open(request, stream -> remember(request));
    }

    /// Opens what was put together, and keeps of it what is to be kept once it is open.
    void connect(ConnectOrder order) {
        connections.open(order, kept -> kept.ifPresent(this::remember));
    }

    private void remember(ConnectRequest request) {
        Connection open = connections.connection();
        boolean production = open != null && !open.production().isEmpty();
        remember(windowState
                .get()
                .remembering(new RecentSource(request, Optional.of(start.clock().instant()), production)));
    }

    /// Opens a source as it was opened last, or by its bare address where it never was.
    ///
    /// @param then called once it is open
    void connectTo(String uri, Runnable then) {
        ConnectRequest request = windowState.get().recent().stream()
                .map(RecentSource::request)
                .filter(recent -> recent.name().equals(uri))
                .findFirst()
                .orElse(new ConnectRequest(uri, "", false));
        connections.open(request, stream -> {
            remember(request);
            then.run();
        });
    }

    /// Reads a file of client properties for the connect form.
    void readProperties(Path file, Consumer<Map<String, String>> read, Consumer<String> failed) {
        runner.<Map<String, String>>start(
                        TEXTS.get("task.properties", file.getFileName()), context -> Profile.read(file))
                .onEnd(handle -> fxThread.execute(() -> {
                    handle.result().ifPresent(read);
                    handle.failure().ifPresent(why -> failed.accept(Problem.words(why)));
                }));
    }

    public void selectStream(String name) {
        Connection connection = connections.connection();
        if (connection != null) {
            shown.select(connection, name);
        }
    }

    /// Shows a stream beside what is shown, on the same axis of time.
    void addToView(String name) {
        Connection connection = connections.connection();
        if (connection != null) {
            shown.add(connection, name);
        }
    }

    void removeFromView(String name) {
        shown.remove(name);
    }

    /// Keeps the window's state for the next start.
    void remember(WindowState state) {
        if (!state.equals(windowState.get())) {
            windowState.set(state);
            runner.beside(() -> start.preferences().save(state));
        }
    }

    boolean isReadOnly() {
        Connection connection = connections.connection();
        return connection != null && connection.isReadOnly();
    }

    // Looking.

    /// Reads the records that a selection covers, in all of its streams: up to a bound that the page tells.
    ///
    /// @return empty where the selection covers neither time nor positions, or there is nothing to read from
    Optional<TaskHandle<RecordPage>> records(Selection selection, Optional<TimeSpan> time) {
        return read(
                TEXTS.get("task.records"),
                selection,
                time,
                (investigation, ranges, within) ->
                        investigation.records().fetch(new RecordQuery(ranges, within, MOST_RECORDS)));
    }

    /// Lists the records that a selection covers, however many these are.
    ///
    /// @return empty as of [#records]
    Optional<TaskHandle<RecordList>> list(
            Selection selection, Optional<TimeSpan> time, RecordOrder order, boolean markers) {
        return read(
                TEXTS.get("task.records"),
                selection,
                time,
                (investigation, ranges, within) ->
                        investigation.records().list(new ListRequest(ranges, within, order, markers)));
    }

    /// What reads the ranges of a selection.
    interface RangeReader<R> {
        TaskHandle<R> read(Investigation investigation, List<PartitionRange> ranges, Optional<TimeSpan> within);
    }

    /// Reads the ranges of a selection.
    ///
    /// @return empty where the selection covers nothing, or there is nothing to read from
    <R> Optional<TaskHandle<R>> read(
            String title, Selection selection, Optional<TimeSpan> time, RangeReader<R> reader) {
        Connection connection = connections.connection();
        Map<String, SelectedRange> chosen = SelectedRange.byStream(selection, shown.scans(), time);
        if (connection == null || chosen.isEmpty()) {
            return Optional.empty();
        }
        Investigation investigation = connection.investigation();
        Optional<TimeSpan> within = chosen.values().iterator().next().time();
        return Optional.of(runner.start(title, context -> {
            List<PartitionRange> ranges = new ArrayList<>();
            for (var each : chosen.entrySet()) {
                SelectedRange range = each.getValue();
                ranges.addAll(investigation.resolve(each.getKey(), range.partitions(), range.bounds()));
            }
            return awaited(reader.read(investigation, ranges, within), context);
        }));
    }

    // Repairing.

    /// Plans to bring back what findings say is missing.
    ///
    /// @param from where the events still stand; empty: look for the best place first
    TaskHandle<ReplayPlan> planRepair(Scan scan, List<Finding> findings, Optional<ReplaySource> from, CopyForm form) {
        Investigation investigation = investigation();
        if (from.isPresent()) {
            return investigation.planRepair(scan.stream(), scan.request().fields(), findings, from.get(), form);
        }
        return runner.start(TEXTS.get("task.repair"), context -> {
            List<ReplaySource> sources = awaited(investigation.findSources(scan, findings), context);
            if (sources.isEmpty()) {
                throw new SourceException(
                        SourceException.Kind.OTHER, TEXTS.get("repair.nowhere", connectionName()), false, null);
            }
            return awaited(
                    investigation.planRepair(
                            scan.stream(), scan.request().fields(), findings, sources.getFirst(), form),
                    context);
        });
    }

    private String connectionName() {
        Connection connection = connections.connection();
        return connection == null ? "" : connection.name();
    }

    /// Takes over what the check of a repair has seen: findings that are gone are repaired, and the stream is scanned
    /// again for what it holds now.
    void verified(Verification verification) {
        ReplayPlan.Place target = verification.plan().to();
        shown.scanOf(target.stream())
                .filter(scan -> scan.stream().id().equals(target.streamId()))
                .ifPresent(scan -> {
                    StatusCarry.repaired(scan.findings(), Set.copyOf(verification.closed()));
                    shown.of(scan).ifPresent(StreamModel::rescanBehind);
                });
    }

    void dismiss(Finding finding, String reason) {
        shown.scanOf(finding.partition().stream())
                .ifPresent(scan -> scan.findings().put(StatusCarry.dismissed(finding, reason)));
    }

    /// Takes back that a finding was dismissed.
    void reopen(Finding finding) {
        shown.scanOf(finding.partition().stream())
                .ifPresent(scan -> scan.findings().put(StatusCarry.reopened(finding)));
    }

    /// The investigation that is open.
    Investigation investigation() {
        Connection connection = connections.connection();
        if (connection == null) {
            throw new IllegalStateException("nothing is open");
        }
        return connection.investigation();
    }

    /// Does something on the FX thread, soon.
    void onFxThread(Runnable work) {
        fxThread.execute(work);
    }

    /// Says in the window when a task fails that no view waits for.
    <R> void watch(TaskHandle<R> task) {
        task.onEnd(handle ->
                handle.failure().ifPresent(failure -> fxThread.execute(() -> tell(Problem.of(failure, null)))));
    }

    /// Waits for a task within another one, whose cancel reaches it.
    static <R> R awaited(TaskHandle<R> task, TaskContext context) throws Exception {
        try (var _ = context.onCancel(task::cancel)) {
            return task.await();
        }
    }

    /// Lets go of everything; blocks, so it is called when the window is gone.
    void close() {
        shown.clear();
        Connection connection = connections.connection();
        if (connection != null) {
            connection.close().run();
        }
        runner.close();
    }
}
