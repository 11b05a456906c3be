package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.timeline.Axis;
import dev.lacuna.ui.timeline.AxisSpan;
import dev.lacuna.ui.timeline.LaneNote;
import dev.lacuna.ui.timeline.TimelineModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;

/// Writes notes on what is selected, and shows those there are.
final class NoteDesk {

    private static final Texts TEXTS = Texts.of(NoteDesk.class);

    private final WorkspaceModel workspace;
    private final TimelineModel timeline;
    private final SheetLayer sheets;
    private final Formats formats;

    NoteDesk(WorkspaceModel workspace, TimelineModel timeline, SheetLayer sheets, Formats formats) {
        this.workspace = workspace;
        this.timeline = timeline;
        this.sheets = sheets;
        this.formats = formats;
        workspace.notes().notesProperty().subscribe(notes -> showOnLanes());
        workspace.shown().scansProperty().subscribe(scans -> showOnLanes());
    }

    /// Those of the streams that are shown, in the order they were written.
    List<Note> shown() {
        List<String> streams = workspace.shown().names();
        return workspace.notes().notesProperty().get().stream()
                .filter(note -> streams.contains(note.stream()))
                .toList();
    }

    private void showOnLanes() {
        timeline.annotations()
                .showNotes(shown().stream()
                        .flatMap(note -> workspace.shown().scanOf(note.stream()).stream()
                                .map(scan -> new LaneNote(
                                        note.text(),
                                        lanes(note, scan),
                                        note.axis(),
                                        new AxisSpan(note.from(), note.to()))))
                        .toList());
    }

    private static Set<PartitionRef> lanes(Note note, Scan scan) {
        StreamRef stream = scan.stream().stream();
        return scan.index().partitions().stream()
                .filter(lane -> lane.stream().equals(stream))
                .filter(lane -> note.partitions().isEmpty() || note.partitions().contains(lane.number()))
                .collect(Collectors.toSet());
    }

    /// Asks for words on what is selected.
    void ask() {
        Optional<PositionRange> positions = timeline.selection() instanceof Selection.Events events
                ? SelectedRange.positions(events)
                : Optional.empty();
        Optional<TimeSpan> time = timeline.selectedTime().or(timeline::seenTime);
        if (positions.isPresent()) {
            PositionRange range = positions.get();
            ask(Axis.OFFSET, range.from().asOffset(), range.to().asOffset());
        } else {
            time.ifPresent(span -> ask(Axis.TIME, span.fromMillis(), span.toMillis()));
        }
    }

    /// What lies in several streams gets a note in each.
    private void ask(Axis axis, long from, long to) {
        Map<String, Set<Integer>> lanes = new TreeMap<>();
        timeline.selectedPartitions()
                .forEach(lane -> lanes.computeIfAbsent(lane.stream().name(), stream -> new TreeSet<>())
                        .add(lane.number()));
        if (lanes.isEmpty()) {
            lanes.put(workspace.streams().streamProperty().get(), Set.of());
        }
        ObservableValue<String> about = formats.zoneProperty()
                .map(zone -> lanes.entrySet().stream()
                        .map(each -> about(new Note("", each.getKey(), each.getValue(), axis, from, to, "", 0)))
                        .collect(Collectors.joining("\n")));
        sheets.open(new WordsSheet(
                WordsSheet.Use.NOTE,
                about,
                "",
                text -> lanes.forEach(
                        (stream, numbers) -> workspace.notes().add(stream, numbers, axis, from, to, text)),
                sheets::close));
    }

    private String about(Note note) {
        String lanes = NotesView.lanes(note, workspace.shown().areSeveral());
        return TEXTS.get("note.about", lanes, NotesView.where(note, formats));
    }

    void edit(Note note) {
        sheets.open(new WordsSheet(
                WordsSheet.Use.NOTE,
                formats.zoneProperty().map(zone -> about(note)),
                note.text(),
                text -> workspace.notes().edit(note, text),
                sheets::close));
    }

    void remove(Note note) {
        workspace.notes().remove(note);
    }

    /// Selects what a note is about, and brings it into sight.
    void go(Note note) {
        workspace
                .shown()
                .scanOf(note.stream())
                .ifPresent(scan ->
                        timeline.goTo().span(note.axis(), new AxisSpan(note.from(), note.to()), lanes(note, scan)));
    }
}
