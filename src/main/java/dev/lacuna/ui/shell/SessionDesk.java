package dev.lacuna.ui.shell;

import dev.lacuna.investigation.IncidentReport;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Recording;
import dev.lacuna.investigation.RepairHistory;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.Sessions;
import dev.lacuna.journal.JournalException;
import dev.lacuna.journal.KeptNote;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.report.session.SavedRecords;
import dev.lacuna.report.session.SavedRepair;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SavedStream;
import dev.lacuna.report.session.SavedView;
import dev.lacuna.report.session.SessionFile;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.timeline.TimelineModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.input.TransferMode;
import org.jspecify.annotations.Nullable;

/// Saves what is open as a session, opens one, goes from a recorded one to the source itself, and reports.
final class SessionDesk {

    private static final Texts TEXTS = Texts.of(SessionDesk.class);

    private final WorkspaceModel workspace;
    private final TimelineModel timeline;
    private final Formats formats;
    private final Supplier<FileDialogs> files;
    private final Start start;
    private @Nullable RunningRepairs repairs;
    private @Nullable SessionParts parts;
    private final AwaitedPlace awaited;
    private Runnable showRecords = () -> {};

    SessionDesk(
            WorkspaceModel workspace,
            TimelineModel timeline,
            Formats formats,
            Supplier<FileDialogs> files,
            Start start) {
        this.workspace = workspace;
        this.timeline = timeline;
        this.formats = formats;
        this.files = files;
        this.start = start;
        this.awaited = new AwaitedPlace(
                start.opening() instanceof Opening.At at ? at.at() : "",
                place -> Target.parse(place, timeline.middleMillis(), formats.zone()),
                new Ground(),
                why -> workspace.streams().tell(Problem.note(why, null)));
        workspace.setOnRecorded(this::show);
        workspace.connections().connectionProperty().subscribe((before, now) -> {
            if (parts != null) {
                parts.leave();
            }
        });
        timeline.listen(change -> {
            if (change == TimelineModel.Change.DATA) {
                awaited.look();
            }
        });
    }

    void setRepairs(RunningRepairs running) {
        repairs = running;
    }

    void setParts(SessionParts windowParts) {
        parts = windowParts;
    }

    /// What brings the records to the front, where a reference leads to one.
    void setShowRecords(Runnable action) {
        showRecords = action;
    }

    /// What is open, as the ground on which an awaited place may come into sight.
    private final class Ground implements AwaitedPlace.Ground {

        @Override
        public boolean isTaken() {
            return timeline.viewport().canGoBack() || !(timeline.selection() instanceof Selection.None);
        }

        @Override
        public boolean go(Target target) {
            boolean there = GoToSheet.go(timeline, target);
            if (there && (target instanceof Target.AtOffset || target instanceof Target.AtOffsets)) {
                showRecords.run();
            }
            return there;
        }

        /// What the scans have seen counts, and not what is drawn of it: that may be a moment behind.
        @Override
        public Optional<String> missing(Target target) {
            List<Scan> scans = workspace.shown().scans();
            if (scans.isEmpty() || workspace.shown().isBusy()) {
                return Optional.empty();
            }
            return switch (target) {
                case Target.AtFinding at ->
                    scans.stream().anyMatch(scan -> scan.findings().get(at.id()).isPresent())
                            ? Optional.empty()
                            : Optional.of(TEXTS.get("at.nofinding", at.id()));
                case Target.AtTime at -> unlessSeen(scans, extent -> extent.contains(at.millis()));
                case Target.AtSpan at -> unlessSeen(scans, new TimeSpan(at.fromMillis(), at.toMillis())::overlaps);
                default -> Optional.of(TEXTS.get("goto.nowhere"));
            };
        }
    }

    private static Optional<String> unlessSeen(List<Scan> scans, Predicate<TimeSpan> wanted) {
        return scans.stream().flatMap(scan -> scan.index().extent().stream()).anyMatch(wanted)
                ? Optional.empty()
                : Optional.of(TEXTS.get("goto.nowhere"));
    }

    // Saving.

    /// @param withRecords also of the records those that were looked at, with what they hold
    void save(boolean withRecords) {
        files.get()
                .save(TEXTS.get("session.save"), proposedName() + SessionFile.SUFFIX)
                .ifPresent(file -> saveTo(file, withRecords ? lookedAt() : SavedRecords.NONE));
    }

    private SavedRecords lookedAt() {
        return parts == null
                ? SavedRecords.NONE
                : parts.lookedAt(workspace.shown().names());
    }

    private String proposedName() {
        return workspace.streams().streamProperty().get().replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private void saveTo(Path chosen, SavedRecords records) {
        Path file = chosen.getFileName().toString().endsWith(SessionFile.SUFFIX)
                ? chosen
                : chosen.resolveSibling(chosen.getFileName() + SessionFile.SUFFIX);
        String title = records.records().isEmpty()
                ? TEXTS.get("task.session", file.getFileName())
                : TEXTS.get(
                        "task.session.records",
                        file.getFileName(),
                        Formats.number(records.records().size()));
        writing(title, file, (session, to) -> SessionFile.write(session.withRecords(records), to))
                .ifPresent(task -> task.onEnd(handle -> handle.result()
                        .ifPresent(saved -> workspace.onFxThread(() -> workspace.remember(
                                workspace.windowStateProperty().get().rememberingSession(file))))));
    }

    void exportReport() {
        files.get()
                .save(TEXTS.get("report.save"), proposedName() + "-incident.html")
                .ifPresent(
                        file -> writing(TEXTS.get("task.report", file.getFileName()), file, IncidentReport::writeHtml));
    }

    private interface Writing {
        void write(SavedSession session, Path file) throws IOException;
    }

    private Optional<TaskHandle<Path>> writing(String title, Path file, Writing writing) {
        Connection connection = workspace.connections().connection();
        List<Scan> scans = workspace.shown().scans();
        if (connection == null || scans.isEmpty()) {
            return Optional.empty();
        }
        Capture capture = new Capture(connection, scans, notes(connection), view(), start);
        TaskHandle<Path> task = workspace.runner().start(title, context -> {
            try {
                writing.write(capture.session(), file);
            } catch (IOException e) {
                throw new SourceException(
                        SourceException.Kind.OTHER, TEXTS.get("export.failed", file, Problem.words(e)), true, e);
            }
            context.report(Exports.written(1, TEXTS.get("export.unit.files")));
            return file;
        });
        workspace.watch(task);
        return Optional.of(task);
    }

    private List<KeptNote> notes(Connection connection) {
        List<String> streams = workspace.shown().names();
        return workspace.notes().notesProperty().get().stream()
                .filter(note -> streams.contains(note.stream()))
                .map(note -> Notes.kept(note, connection.uri()))
                .toList();
    }

    private SavedView view() {
        return SavedViews.of(
                workspace.streams().streamProperty().get(),
                timeline.state(),
                timeline.selectedFinding().orElse(""),
                formats.zone(),
                parts == null ? "" : parts.filter(),
                parts == null ? Map.of() : parts.columns(workspace.shown().names()));
    }

    /// What is open, as it is to be kept; the journal and the source are asked on the task's thread.
    private record Capture(Connection connection, List<Scan> scans, List<KeptNote> notes, SavedView view, Start start) {

        SavedSession session() {
            Investigation investigation = connection.investigation();
            Map<String, List<GroupCommit>> commits = new HashMap<>();
            for (Scan scan : scans) {
                try {
                    commits.put(scan.stream().stream().name(), investigation.groups(scan.stream()));
                } catch (SourceException e) {
                    // where groups stand can't be asked any more: all that was seen is kept all the same
                }
            }
            return Sessions.of(
                    investigation.source(),
                    profile(),
                    scans,
                    commits,
                    notes,
                    repairs(commits.keySet()),
                    view,
                    start.clock().instant(),
                    start.toolVersion());
        }

        private String profile() {
            return connection
                    .recording()
                    .map(recording -> recording.session().head().profile())
                    .orElseGet(() -> connection.configFile().isEmpty()
                            ? connection.words().profile()
                            : String.valueOf(Path.of(connection.configFile()).getFileName()));
        }

        private List<SavedRepair> repairs(Set<String> streams) {
            Optional<Recording> recording = connection.recording();
            if (recording.isPresent()) {
                return recording.get().session().repairs();
            }
            try {
                return RepairHistory.of(start.journal(), connection.uri(), streams);
            } catch (JournalException e) {
                return List.of();
            }
        }
    }

    // Opening.

    void askAndOpen() {
        files.get().open(TEXTS.get("session.open")).ifPresent(this::open);
    }

    void open(Path file) {
        workspace.openSession(file);
    }

    void forget(Path file) {
        workspace.remember(workspace.windowStateProperty().get().forgettingSession(file));
    }

    /// Session files can be dropped anywhere on the window.
    void takeDrops(Scene scene) {
        scene.setOnDragOver(event -> {
            if (dropped(event.getDragboard().getFiles()).isPresent()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        scene.setOnDragDropped(event -> {
            Optional<Path> file = dropped(event.getDragboard().getFiles());
            file.ifPresent(this::open);
            event.setDropCompleted(file.isPresent());
            event.consume();
        });
    }

    static Optional<Path> dropped(@Nullable List<File> dropped) {
        return dropped == null
                ? Optional.empty()
                : dropped.stream()
                        .map(File::toPath)
                        .filter(file -> file.toString().endsWith(SessionFile.SUFFIX))
                        .findFirst();
    }

    private void show(Recording recording) {
        SavedSession session = recording.session();
        workspace.notes().include(Notes.shown(session.notes()));
        session.streams().stream()
                .map(SavedStream::name)
                .filter(name -> !workspace.shown().names().contains(name))
                .forEach(workspace::addToView);
        takeUp(session.view(), session.head().source(), session.records());
        RunningRepairs running = repairs;
        if (running != null) {
            running.showRecorded(workspace.shown().scans().stream()
                    .flatMap(scan -> SavedViews.replays(session, scan).stream())
                    .toList());
        }
    }

    private void takeUp(SavedView view, String source, SavedRecords records) {
        if (parts != null) {
            parts.takeUp(view, records);
        }
        timeline.takeUp(SavedViews.state(view, source));
        formats.zones().stream()
                .filter(zone -> zone.equals(SavedViews.zone(view)))
                .findFirst()
                .ifPresent(formats.zoneProperty()::set);
        // a place that was asked for comes before the one that was looked at last
        if (!view.finding().isEmpty() && !awaited.isOpen()) {
            timeline.selectFinding(view.finding());
        }
    }

    /// Goes from what was recorded to the source itself, with the same view, notes and decisions.
    void connect() {
        Connection connection = workspace.connections().connection();
        Optional<Recording> recording = connection == null ? Optional.empty() : connection.recording();
        if (recording.isEmpty()) {
            return;
        }
        String stream = workspace.streams().streamProperty().get();
        List<String> beside = workspace.shown().names();
        SavedView view = view();
        SavedRecords looked = lookedAt();
        List<Note> notes = workspace.notes().notesProperty().get();
        workspace.connectTo(recording.get().session().head().source(), () -> {
            Connection live = workspace.connections().connection();
            if (live != null) {
                workspace.notes().include(notes);
                workspace.notes().adoptIncluded();
                workspace.selectStream(stream);
                beside.stream().filter(name -> !name.equals(stream)).forEach(workspace::addToView);
                beside.forEach(name -> recording
                        .get()
                        .scan(name)
                        .ifPresent(scan -> workspace.shown().goOnFrom(name, scan)));
                takeUp(view, live.uri(), looked);
            }
        });
    }

    // Referring.

    /// Copies a line that leads somebody else to what is selected, or to what is seen.
    void copyReference() {
        Connection connection = workspace.connections().connection();
        String stream = workspace.streams().streamProperty().get();
        if (connection != null && !stream.isEmpty()) {
            TextClipboard.copy(connection.commands().open(stream, SavedViews.place(timeline)));
        }
    }
}
