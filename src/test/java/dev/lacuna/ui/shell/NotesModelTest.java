package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.journal.Journal;
import dev.lacuna.journal.JournalException;
import dev.lacuna.journal.KeptNote;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.timeline.Axis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesModelTest {

    private static final String SOURCE = "kafka://a:9092";

    @TempDir
    private Path home;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final FxQueue fx = new FxQueue();
    private final List<Problem> problems = new ArrayList<>();

    @AfterEach
    void close() {
        runner.close();
    }

    private NotesModel open(Journal journal) {
        var model = new NotesModel(journal, runner, fx, Clock.systemUTC(), problems::add);
        model.open(SOURCE);
        return model;
    }

    private static List<String> texts(NotesModel model) {
        return model.notesProperty().get().stream().map(Note::text).toList();
    }

    private void add(NotesModel model, String text) {
        model.add("orders", Set.of(2, 0), Axis.OFFSET, 4_120, 4_200, text);
    }

    @Test
    void isThereForTheNextWindowWithItsWordsAndPlaces() throws Exception {
        try (var journal = new Journal(home, Clock.systemUTC(), "test")) {
            add(open(journal), " first\nline ✓ ");
            fx.runUntil(() -> kept(journal).size() == 1);

            NotesModel next = open(journal);
            fx.runUntil(() -> !texts(next).isEmpty());

            Note note = next.notesProperty().get().getFirst();
            assertThat(note.text()).isEqualTo("first\nline ✓");
            assertThat(note.partitions()).containsExactlyInAnyOrder(0, 2);
            assertThat(note.axis()).isEqualTo(Axis.OFFSET);
            assertThat(note.to()).isEqualTo(4_200);
        }
    }

    @Test
    void twoWindowsTakeNothingFromEachOther() throws Exception {
        try (var journal = new Journal(home, Clock.systemUTC(), "test")) {
            NotesModel one = open(journal);
            NotesModel other = open(journal);
            add(one, "one");
            add(other, "other");
            fx.runUntil(() -> kept(journal).size() == 2);

            one.remove(one.notesProperty().get().stream()
                    .filter(note -> note.text().equals("one")) // it may have read the other's, too
                    .findFirst()
                    .orElseThrow());
            fx.runUntil(() -> kept(journal).size() == 1);

            assertThat(kept(journal)).extracting(KeptNote::text).containsExactly("other");
        }
    }

    /// What is written and taken back at once must not come back by the next start.
    @Test
    void doesOneThingAfterAnother() throws Exception {
        try (var journal = new Journal(home, Clock.systemUTC(), "test")) {
            NotesModel model = open(journal);
            for (int i = 0; i < 20; i++) {
                add(model, "gone");
                Note note = model.notesProperty().get().getLast();
                model.edit(note, "gone soon");
                model.remove(note);
            }
            add(model, "stays");
            fx.runUntil(
                    () -> kept(journal).stream().anyMatch(note -> note.text().equals("stays")));

            assertThat(kept(journal)).extracting(KeptNote::text).containsExactly("stays");
        }
    }

    @Test
    void aNoteThatThisVersionCantShowStaysInTheJournal() throws Exception {
        try (var journal = new Journal(home, Clock.systemUTC(), "test")) {
            journal.keep(new KeptNote("x", SOURCE, "orders", Set.of(), "sideways", 1, 2, "later", 1));
            NotesModel model = open(journal);
            add(model, "mine");
            fx.runUntil(() -> kept(journal).size() == 2);

            assertThat(texts(model)).containsExactly("mine");
        }
    }

    @Test
    void saysWhenNotesCantBeKeptAndLosesNoneThatAre() throws Exception {
        Files.writeString(home.resolve(Journal.NAME), "no journal");
        try (var journal = new Journal(home, Clock.systemUTC(), "test")) {
            NotesModel model = open(journal);
            add(model, "mine");
            fx.runUntil(() -> problems.size() == 2);

            assertThat(Files.readString(home.resolve(Journal.NAME))).isEqualTo("no journal");
            assertThat(texts(model)).containsExactly("mine");
        }
    }

    private static List<KeptNote> kept(Journal journal) {
        try {
            return journal.notes(SOURCE);
        } catch (JournalException e) {
            throw new AssertionError(e);
        }
    }

    private static Note at(Axis axis, long from, Integer... partitions) {
        return new Note("n" + from, "orders", Set.of(partitions), axis, from, from + 1, "", 0);
    }

    @Test
    void isOrderedByNumbersAndNotByTheirDigits() {
        Note ninth = at(Axis.OFFSET, 9, 2);
        Note tenth = at(Axis.OFFSET, 10, 10);
        Note early = at(Axis.TIME, 5, 2, 10);

        assertThat(List.of(tenth, ninth, early).stream().sorted(NotesView.BY_PLACE))
                .containsExactly(early, ninth, tenth);
        assertThat(List.of(tenth, early, ninth).stream().sorted(NotesView.BY_LANES))
                .containsExactly(ninth, early, tenth);
    }
}
