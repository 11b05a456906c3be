package dev.lacuna.ui.shell;

import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.timeline.Axis;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The notes of the source that is open, and the commands on them. Its methods belong to the FX thread; files are
/// tasks.
final class NotesModel {

    private static final Texts TEXTS = Texts.of(NotesModel.class);

    private final Notes kept;
    private final TaskRunner runner;
    private final Executor fxThread;
    private final InstantSource clock;
    private final Consumer<Problem> tell;
    private final ReadOnlyObjectWrapper<List<Note>> notes = new ReadOnlyObjectWrapper<>(List.of());
    private String source = "";

    /// @param tell says in the window what went wrong
    NotesModel(Notes kept, TaskRunner runner, Executor fxThread, InstantSource clock, Consumer<Problem> tell) {
        this.kept = kept;
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
        notes.set(List.of());
        if (newSource.isEmpty()) {
            return;
        }
        runner.start(TEXTS.get("task.notes"), context -> kept.load(newSource))
                .onEnd(handle -> fxThread.execute(() -> {
                    handle.failure().ifPresent(why -> tell.accept(Problem.of(why, null)));
                    if (newSource.equals(source)) {
                        // what was written meanwhile stays
                        List<Note> all = new ArrayList<>(handle.result().orElse(List.of()));
                        all.addAll(notes.get());
                        notes.set(List.copyOf(all));
                    }
                }));
    }

    void add(String stream, Set<Integer> partitions, Axis axis, long from, long to, String text) {
        List<Note> all = new ArrayList<>(notes.get());
        all.add(new Note(
                UUID.randomUUID().toString(), stream, partitions, axis, from, to, text.strip(), clock.millis()));
        set(all);
    }

    void edit(Note note, String text) {
        set(notes.get().stream()
                .map(each -> each.id().equals(note.id()) ? each.withText(text.strip(), clock.millis()) : each)
                .toList());
    }

    void remove(Note note) {
        set(notes.get().stream().filter(each -> !each.id().equals(note.id())).toList());
    }

    private void set(List<Note> all) {
        notes.set(List.copyOf(all));
        List<Note> toKeep = notes.get();
        String of = source;
        runner.start(TEXTS.get("task.note"), context -> {
                    kept.save(of, toKeep);
                    return toKeep;
                })
                .onEnd(handle ->
                        handle.failure().ifPresent(why -> fxThread.execute(() -> tell.accept(Problem.of(why, null)))));
    }
}
