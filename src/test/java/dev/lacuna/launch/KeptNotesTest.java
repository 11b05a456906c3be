package dev.lacuna.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.ui.shell.Note;
import dev.lacuna.ui.timeline.Axis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptNotesTest {

    private static final String SOURCE = "kafka://127.0.0.1:9092";

    @TempDir
    private Path folder;

    private static Note note(String id, String text) {
        return new Note(id, "orders", Set.of(0, 2), Axis.OFFSET, 4_120, 4_200, text, 1_000);
    }

    @Test
    void readsBackWhatWasWrittenLineBreaksAndAll() throws IOException {
        List<Note> notes = List.of(
                note("a", "first = line\nsecond: line \u2713"),
                new Note("b", "payments", Set.of(), Axis.TIME, -5, 5, "#", 2_000));
        new KeptNotes(folder).save(SOURCE, notes);

        assertThat(new KeptNotes(folder).load(SOURCE)).isEqualTo(notes);
        assertThat(new KeptNotes(folder).load("kafka://other:9092")).isEmpty();
    }

    @Test
    void forgetsWhatIsNotSavedAgain() throws IOException {
        var kept = new KeptNotes(folder.resolve("new"));
        kept.save(SOURCE, List.of(note("a", "one"), note("b", "two")));
        kept.save(SOURCE, List.of(note("b", "two")));
        assertThat(kept.load(SOURCE)).extracting(Note::id).containsExactly("b");
    }

    @Test
    void passesOverANoteThatCannotBeReadBack() throws IOException {
        var kept = new KeptNotes(folder);
        kept.save(SOURCE, List.of(note("a", "one"), note("b", "two")));
        Path file;
        try (var files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        Files.writeString(file, Files.readString(file).replace("0.axis=OFFSET", "0.axis=SIDEWAYS"));
        assertThat(kept.load(SOURCE)).extracting(Note::id).containsExactly("b");
    }
}
