package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.report.JsonLinesRecords;
import dev.lacuna.report.RecordFormat;
import dev.lacuna.report.ReportRow;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.timeline.SelectionActions;
import dev.lacuna.ui.timeline.TimelineModel;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What the bar under a selection does: replay, export, copy.
final class SelectionDesk implements SelectionActions {

    private static final Texts TEXTS = Texts.of(SelectionDesk.class);

    private final WorkspaceModel workspace;
    private final TimelineModel timeline;
    private final RepairDesk repairs;
    private final FxPulse pulse;
    private final Formats formats;
    private final Supplier<FileDialogs> files;
    private final NoteDesk notes;
    private final Consumer<String> say;

    /// @param say takes the words on why something was asked for in vain
    SelectionDesk(
            WorkspaceModel workspace,
            TimelineModel timeline,
            RepairDesk repairs,
            FxPulse pulse,
            Formats formats,
            Supplier<FileDialogs> files,
            NoteDesk notes,
            Consumer<String> say) {
        this.workspace = workspace;
        this.timeline = timeline;
        this.repairs = repairs;
        this.pulse = pulse;
        this.formats = formats;
        this.files = files;
        this.notes = notes;
        this.say = say;
    }

    @Override
    public void tell(String obstacle) {
        say.accept(obstacle);
    }

    @Override
    public void replay(Selection selection) {
        repairs.replaySelection();
    }

    @Override
    public boolean canReplay() {
        Connection connection = workspace.connections().connection();
        return connection != null && connection.recording().isEmpty();
    }

    @Override
    public void removeFromView(StreamRef stream) {
        workspace.removeFromView(stream.name());
    }

    @Override
    public void note() {
        notes.ask();
    }

    @Override
    public void exportFindings(Selection selection) {
        List<Scan> scans = workspace.shown().scans();
        if (scans.isEmpty()) {
            say.accept(TEXTS.get("missing.scan"));
            return;
        }
        Optional<TimeSpan> time = timeline.selectedTime();
        Set<PartitionRef> partitions = timeline.selectedPartitions();
        Supplier<List<ReportRow>> rows = () -> scans.stream()
                .flatMap(scan -> scan.report().stream())
                .filter(row -> isWithin(row.finding(), selection, time, partitions))
                .toList();
        String name =
                timeline.streams().selected().stream().map(StreamRef::name).collect(Collectors.joining("-"));
        files.get()
                .save(TEXTS.get("export.title"), name + "-gaps.csv")
                .ifPresent(file -> workspace.exports().findings(rows, file));
    }

    @Override
    public void exportEvents(Selection selection, boolean csv) {
        Optional<TimeSpan> time = timeline.selectedTime();
        if (SelectedRange.byStream(selection, workspace.shown().scans(), time).isEmpty()) {
            say.accept(TEXTS.get("missing.events"));
            return;
        }
        String name =
                timeline.streams().selected().stream().map(StreamRef::name).collect(Collectors.joining("-"));
        files.get()
                .save(TEXTS.get("export.records"), name + (csv ? "-records.csv" : "-records.jsonl"))
                .ifPresent(file -> workspace
                        .exports()
                        .records(selection, time, csv ? RecordFormat.CSV : RecordFormat.JSON_LINES, file));
    }

    static boolean isWithin(
            Finding finding, Selection selection, Optional<TimeSpan> time, Set<PartitionRef> partitions) {
        if (selection instanceof Selection.Findings chosen) {
            return chosen.ids().contains(finding.id());
        }
        if (selection instanceof Selection.Events events) {
            return events.ranges().stream()
                    .anyMatch(range -> range.partition().equals(finding.partition())
                            && meets(range.positions(), finding.positions()));
        }
        boolean here = partitions.isEmpty() || partitions.contains(finding.partition());
        return here && (time.isEmpty() || touches(time.get(), finding.time()));
    }

    /// As overlaps, but a finding of one instant counts, too.
    private static boolean touches(TimeSpan selected, TimeSpan finding) {
        return selected.overlaps(finding) || selected.contains(finding.fromMillis());
    }

    /// As overlaps, but a finding between two positions counts, too.
    private static boolean meets(PositionRange selected, PositionRange finding) {
        return selected.overlaps(finding) || finding.isEmpty() && selected.contains(finding.from());
    }

    @Override
    public void copy(Selection selection, CopyForm form) {
        Connection connection = workspace.connections().connection();
        Optional<TimeSpan> time = timeline.selectedTime();
        Map<String, SelectedRange> ranges =
                SelectedRange.byStream(selection, workspace.shown().scans(), time);
        if (connection == null || ranges.isEmpty()) {
            say.accept(TEXTS.get("missing.events"));
            return;
        }
        switch (form) {
            case COMMAND -> TextClipboard.copy(commands(ranges, connection));
            case RANGE -> TextClipboard.copy(words(ranges.values().iterator().next()));
            case EVENTS -> copyEvents(selection, time);
        }
    }

    private String commands(Map<String, SelectedRange> ranges, Connection connection) {
        return workspace.shown().scans().stream()
                .flatMap(scan -> Optional.ofNullable(
                                ranges.get(scan.stream().stream().name()))
                        .stream()
                        .map(range -> command(scan, connection, range)))
                .collect(Collectors.joining());
    }

    /// The scan of what is selected in a stream, and the planning of its replay: one line each.
    private static String command(Scan scan, Connection connection, SelectedRange range) {
        String topic = scan.stream().stream().name();
        Bounds bounds = range.bounds();
        // all of them need no naming
        Set<Integer> numbers = range.partitions().size() == scan.ranges().size() ? Set.of() : range.partitions();
        CommandLines commands = connection.commands();
        return commands.scan(
                        topic,
                        numbers,
                        bounds,
                        scan.request().depth(),
                        scan.request().fields())
                + "\n"
                + commands.planReplay(topic, numbers, bounds, topic)
                + "\n";
    }

    /// `2026-02-14T10:00:00.000Z/2026-02-14T10:05:00.000Z`, or `4120:4200` of offsets.
    private String words(SelectedRange range) {
        return range.time()
                .map(time -> formats.iso(time.fromMillis()) + "/" + formats.iso(time.toMillis()))
                .orElseGet(() -> CommandLines.word(range.bounds().from()) + ":"
                        + CommandLines.word(range.bounds().to()));
    }

    private void copyEvents(Selection selection, Optional<TimeSpan> time) {
        workspace.records(selection, time).ifPresent(reading -> {
            TaskHandle<Copied> writing = workspace
                    .runner()
                    .start(TEXTS.get("task.copy"), context -> copied(WorkspaceModel.awaited(reading, context)));
            workspace.watch(writing);
            writing.onEnd(handle -> handle.result().ifPresent(copied -> pulse.post(() -> take(copied))));
        });
    }

    /// What goes onto the clipboard, and what is not all of the selection about it.
    record Copied(String lines, String shortfall) {}

    static Copied copied(RecordPage page) throws IOException {
        String copied = Formats.number(page.rows().size());
        String shortfall = page.stopped().isEmpty()
                ? page.limited() ? TEXTS.get("copy.limited", copied) : ""
                : TEXTS.get("copy.stopped", copied, page.stopped());
        return new Copied(jsonLines(page), shortfall);
    }

    private void take(Copied copied) {
        TextClipboard.copy(copied.lines());
        if (!copied.shortfall().isEmpty()) {
            workspace.streams().tell(Problem.note(copied.shortfall(), null));
        }
    }

    private static String jsonLines(RecordPage page) throws IOException {
        var out = new StringWriter();
        for (RecordPage.Row row : page.rows()) {
            JsonLinesRecords.write(row.event(), row.fate(), out);
        }
        return out.toString();
    }
}
