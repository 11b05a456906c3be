package dev.lacuna.ui.shell;

import dev.lacuna.journal.Journal;
import dev.lacuna.journal.JournalException;
import dev.lacuna.journal.KeptNote;
import dev.lacuna.ui.timeline.Axis;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Notes as the journal keeps them from one start to the next, for all windows. Its methods may block.
///
/// @param source the source's address
record Notes(Journal journal, String source) {

    /// In the order they were written. One that this version can't show stays in the journal.
    List<Note> load() throws JournalException {
        return shown(journal.notes(source));
    }

    /// Those that this version can show.
    static List<Note> shown(List<KeptNote> all) {
        return all.stream()
                .filter(kept ->
                        Arrays.stream(Axis.values()).anyMatch(axis -> word(axis).equals(kept.axis())))
                .map(Notes::note)
                .toList();
    }

    void keep(Note note) throws JournalException {
        journal.keep(kept(note, source));
    }

    static KeptNote kept(Note note, String source) {
        return new KeptNote(
                note.id(),
                source,
                note.stream(),
                note.partitions(),
                word(note.axis()),
                note.from(),
                note.to(),
                note.text(),
                note.writtenMillis());
    }

    void remove(Note note) throws JournalException {
        journal.removeNote(note.id());
    }

    private static Note note(KeptNote kept) {
        return new Note(
                kept.id(),
                kept.stream(),
                kept.partitions(),
                Axis.valueOf(kept.axis().toUpperCase(Locale.ROOT)),
                kept.from(),
                kept.to(),
                kept.text(),
                kept.writtenMillis());
    }

    private static String word(Axis axis) {
        return axis.name().toLowerCase(Locale.ROOT);
    }
}
