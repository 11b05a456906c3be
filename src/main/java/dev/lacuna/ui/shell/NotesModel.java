package dev.lacuna.ui.shell;

import dev.lacuna.journal.Journal;
import dev.lacuna.journal.JournalException;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.timeline.Axis;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The notes of the source that is open, and the commands on them. Its methods belong to the FX thread; files
/// are read and written beside it.
final class NotesModel {

    /// Something to be done with what is kept.
    private interface Change {
        void make(Notes kept) throws JournalException;
    }

    private interface Access<R> {
        R make() throws JournalException;
    }

    private record Waiting(Notes kept, Change change) {}

    private final Journal journal;
    private final TaskRunner runner;
    private final Executor fxThread;
    private final InstantSource clock;
    private final Consumer<Problem> tell;
    private final ReadOnlyObjectWrapper<List<Note>> notes = new ReadOnlyObjectWrapper<>(List.of());
    /// One after another: a note that is written and taken back at once must not come back.
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /// Ids of those that stand in a session and not in the journal.
    private final Set<String> included = new HashSet<>();

    private boolean isWriting;
    private String source = "";

    /// @param tell says in the window what went wrong
    NotesModel(Journal journal, TaskRunner runner, Executor fxThread, InstantSource clock, Consumer<Problem> tell) {
        this.journal = journal;
        this.runner = runner;
        this.fxThread = fxThread;
        this.clock = clock;
        this.tell = tell;
    }

    /// Those of the source, of all its streams, in the order they were written.
    ReadOnlyObjectProperty<List<Note>> notesProperty() {
        return notes.getReadOnlyProperty();
    }

    /// Shows the notes of another source.
    ///
    /// @param newSource its address; empty for none
    void open(String newSource) {
        if (newSource.equals(source)) {
            return;
        }
        source = newSource;
        included.clear();
        notes.set(List.of());
        if (newSource.isEmpty()) {
            return;
        }
        Notes kept = new Notes(journal, newSource);
        beside(kept::load, loaded -> {
            if (newSource.equals(source)) {
                show(loaded.orElse(List.of()));
            }
        });
    }

    /// Shows notes that came with a session beside those of the journal.
    void include(List<Note> others) {
        List<Note> all = new ArrayList<>(others);
        all.removeIf(note -> notes.get().stream().anyMatch(other -> other.id().equals(note.id())));
        all.forEach(note -> included.add(note.id()));
        all.addAll(notes.get());
        notes.set(List.copyOf(all));
    }

    /// Keeps what came with a session in the journal, as if it had been written here.
    void adoptIncluded() {
        for (Note note : notes.get()) {
            if (included.remove(note.id())) {
                change(kept -> kept.keep(note));
            }
        }
    }

    /// What was written while they were read stays, and is not shown twice.
    private void show(List<Note> loaded) {
        List<Note> fresh = notes.get();
        List<Note> all = new ArrayList<>(loaded);
        loaded.forEach(note -> included.remove(note.id()));
        all.removeIf(note -> fresh.stream().anyMatch(other -> other.id().equals(note.id())));
        all.addAll(fresh);
        notes.set(List.copyOf(all));
    }

    void add(String stream, Set<Integer> partitions, Axis axis, long from, long to, String text) {
        var note = new Note(
                UUID.randomUUID().toString(), stream, partitions, axis, from, to, text.strip(), clock.millis());
        List<Note> all = new ArrayList<>(notes.get());
        all.add(note);
        notes.set(List.copyOf(all));
        change(kept -> kept.keep(note));
    }

    void edit(Note note, String text) {
        Note edited = note.withText(text.strip(), clock.millis());
        notes.set(notes.get().stream()
                .map(each -> each.id().equals(note.id()) ? edited : each)
                .toList());
        change(kept -> kept.keep(edited));
    }

    void remove(Note note) {
        notes.set(notes.get().stream()
                .filter(each -> !each.id().equals(note.id()))
                .toList());
        change(kept -> kept.remove(note));
    }

    private void change(Change change) {
        waiting.add(new Waiting(new Notes(journal, source), change));
        writeNext();
    }

    private void writeNext() {
        Waiting next = isWriting ? null : waiting.poll();
        if (next == null) {
            return;
        }
        isWriting = true;
        beside(
                () -> {
                    next.change().make(next.kept());
                    return next;
                },
                written -> {
                    isWriting = false;
                    writeNext();
                });
    }

    /// The list of tasks is for what somebody may want to watch or stop, which this is not.
    private <R> void beside(Access<R> access, Consumer<Optional<R>> then) {
        runner.beside(() -> {
            Optional<R> result = Optional.empty();
            Exception trouble = null;
            try {
                result = Optional.of(access.make());
            } catch (JournalException | RuntimeException e) {
                trouble = e;
            }
            Optional<R> found = result;
            Exception why = trouble;
            fxThread.execute(() -> {
                if (why != null) {
                    tell.accept(Problem.of(why, null));
                }
                then.accept(found);
            });
        });
    }
}
