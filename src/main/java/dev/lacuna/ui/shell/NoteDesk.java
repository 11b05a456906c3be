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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        workspace.streams().scanProperty().subscribe(scan -> showOnLanes());
    }

    /// Those of the stream that is shown, in the order they were written.
    List<Note> shown() {
        String stream = workspace.streams().streamProperty().get();
        return workspace.notes().notesProperty().get().stream()
                .filter(note -> note.stream().equals(stream))
                .toList();
    }

    private void showOnLanes() {
        Scan scan = workspace.streams().scan();
        timeline.showNotes(
                scan == null
                        ? List.of()
                        : shown().stream()
                                .map(note -> new LaneNote(
                                        note.text(),
                                        lanes(note, scan),
                                        note.axis(),
                                        new AxisSpan(note.from(), note.to())))
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
        Set<Integer> numbers =
                timeline.selectedPartitions().stream().map(PartitionRef::number).collect(Collectors.toSet());
        Optional<PositionRange> positions = timeline.selection() instanceof Selection.Events events
                ? SelectedRange.positions(events)
                : Optional.empty();
        Optional<TimeSpan> time = timeline.selectedTime().or(timeline::seenTime);
        if (positions.isPresent()) {
            PositionRange range = positions.get();
            ask(numbers, Axis.OFFSET, range.from().asOffset(), range.to().asOffset());
        } else {
            time.ifPresent(span -> ask(numbers, Axis.TIME, span.fromMillis(), span.toMillis()));
        }
    }

    private void ask(Set<Integer> numbers, Axis axis, long from, long to) {
        String stream = workspace.streams().streamProperty().get();
        var blank = new Note("", stream, numbers, axis, from, to, "", 0);
        sheets.open(new NoteSheet(
                about(blank), "", text -> workspace.notes().add(stream, numbers, axis, from, to, text), sheets::close));
    }

    private String about(Note note) {
        return TEXTS.get("note.about", NotesView.lanes(note), NotesView.where(note, formats));
    }

    void edit(Note note) {
        sheets.open(new NoteSheet(
                about(note), note.text(), text -> workspace.notes().edit(note, text), sheets::close));
    }

    void remove(Note note) {
        workspace.notes().remove(note);
    }

    /// Selects what a note is about, and brings it into sight.
    void go(Note note) {
        Scan scan = workspace.streams().scan();
        if (scan != null) {
            timeline.selectAndShow(note.axis(), new AxisSpan(note.from(), note.to()), lanes(note, scan));
        }
    }
}
