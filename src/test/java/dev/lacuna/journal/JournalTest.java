package dev.lacuna.journal;

import static dev.lacuna.journal.JournalFixture.begun;
import static dev.lacuna.journal.JournalFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    private Path folder;

    private final TickingClock clock = new TickingClock();

    private Journal journal() {
        return new Journal(folder, clock, "1.0");
    }

    // Tasks.

    @Test
    void aTaskIsThereForTheNextProcess() throws Exception {
        long id;
        try (Journal journal = journal()) {
            id = journal.begin(run("plan1"));
            clock.move(Duration.ofSeconds(3));
            assertThat(journal.move(id, KeptState.DONE, Map.of("planned", 10L, "written", 10L), "Copied 10 of 10."))
                    .isTrue();
        }
        try (Journal later = journal()) {
            JournalTask task = later.task(id).orElseThrow();
            assertThat(task.state()).isEqualTo(KeptState.DONE);
            assertThat(task.interrupted()).isFalse();
            assertThat(task.counts()).containsOnly(Map.entry("planned", 10L), Map.entry("written", 10L));
            assertThat(task.message()).isEqualTo("Copied 10 of 10.");
            assertThat(Duration.between(task.started(), task.ended().orElseThrow()))
                    .isEqualTo(Duration.ofSeconds(3));
            assertThat(task.worker().user()).isEqualTo(System.getProperty("user.name"));
            assertThat(task.worker().pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(later.planOf(id).orElseThrow().json()).isEqualTo("{\"id\":\"plan1\"}");
        }
    }

    @Test
    void whatHasEndedStaysAsItEnded() throws Exception {
        try (Journal journal = journal()) {
            long id = journal.begin(run("plan1"));
            assertThat(journal.move(id, KeptState.PAUSED, Map.of(), "")).isTrue();
            assertThat(journal.move(id, KeptState.CANCELLED, Map.of("written", 4L), "Cancelled."))
                    .isTrue();
            assertThat(journal.move(id, KeptState.RUNNING, Map.of(), "late")).isFalse();
            assertThat(journal.move(id, KeptState.CANCELLED, Map.of(), "late")).isFalse();
            assertThat(journal.task(id).orElseThrow().message()).isEqualTo("Cancelled.");
        }
    }

    @Test
    void aTaskOfAProcessThatWorksIsNotInterrupted() throws Exception {
        try (Journal journal = journal()) {
            long id = journal.begin(run("plan1"));
            clock.move(Duration.ofDays(1));
            assertThat(journal.task(id).orElseThrow().interrupted()).isFalse();
        }
    }

    @Test
    void theNewestComeFirstAlsoWhenTheClockIsSetBack() throws Exception {
        try (Journal journal = journal()) {
            journal.begin(run("first"));
            clock.move(Duration.ofHours(-5));
            long second = journal.begin(run("second"));
            assertThat(journal.move(second, KeptState.DONE, Map.of(), "")).isTrue();
            assertThat(journal.tasks(10)).extracting(JournalTask::planId).containsExactly("second", "first");
            assertThat(journal.tasks(1)).hasSize(1);
        }
    }

    @Test
    void onlyTheLastRunOfAPlanCanGoOn() throws Exception {
        try (Journal journal = journal()) {
            long first = journal.begin(run("plan1"));
            journal.move(first, KeptState.PARTIAL, Map.of("written", 4L), "");
            assertThat(journal.task(first).orElseThrow().canGoOn()).isTrue();
            long second = journal.begin(run("plan1"));
            journal.move(second, KeptState.DONE, Map.of("written", 6L), "");
            assertThat(journal.task(first).orElseThrow().canGoOn()).isFalse();
            assertThat(journal.task(second).orElseThrow().canGoOn()).isFalse();
        }
    }

    @Test
    void whereAPlanIsKeptCanBeSaidLater() throws Exception {
        try (Journal journal = journal()) {
            long id = journal.begin(run("plan1"));
            journal.keep(new KeptPlan("plan1", "replay", "{\"id\":\"plan1\"}", "/tmp/p.json"));
            journal.keep(JournalFixture.plan("plan1"));
            assertThat(journal.task(id).orElseThrow().planFile()).isEqualTo("/tmp/p.json");
        }
    }

    // The files.

    @Test
    void lookingMakesNoFile() throws Exception {
        try (Journal journal = journal()) {
            assertThat(journal.tasks(10)).isEmpty();
            assertThat(journal.trail()).isEmpty();
            assertThat(journal.checkTrail(Optional.empty()).isWhole()).isTrue();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void onlyItsOwnerCanReadAnyOfItsFiles() throws Exception {
        try (Journal journal = journal()) {
            journal.audit(begun("plan1"));
            try (var files = Files.list(folder)) {
                List<Path> all = files.toList();
                assertThat(all)
                        .extracting(file -> file.getFileName().toString())
                        .contains("journal.db", "journal.db-wal", "audit.head");
                for (Path file : all) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------");
                }
            }
        }
    }

    @Test
    void aJournalThatIsDeletedWhileOpenIsBegunAnewAndTheTrailTellsOfIt() throws Exception {
        try (Journal journal = journal()) {
            journal.audit(begun("plan1"));
            journal.audit(begun("plan2"));
            Files.delete(journal.file());
            journal.audit(begun("plan3"));
            assertThat(journal.trail()).singleElement().satisfies(entry -> {
                assertThat(entry.number()).isEqualTo(3);
                assertThat(entry.said().orElseThrow().record().planId()).isEqualTo("plan3");
            });
            AuditCheck check = journal.checkTrail(Optional.empty());
            assertThat(check.broken().orElseThrow().number()).isEqualTo(1);
            assertThat(check.broken().orElseThrow().what()).contains("Entries 1 to 2 are missing");
        }
    }

    // What goes wrong.

    @Test
    void aFullDiskIsToldAndNothingIsHalfWritten() throws Exception {
        var limits = new Database.Limits(Duration.ofSeconds(1), 40);
        try (var journal = new Journal(folder, clock, "1.0", Schema.CURRENT, limits)) {
            var failure = catchThrowableOfType(JournalException.class, () -> {
                for (int i = 0; i < 10_000; i++) {
                    journal.audit(begun("plan" + i));
                }
            });
            assertThat(failure.kind()).isEqualTo(JournalException.Kind.FULL);
            assertThat(failure.getMessage())
                    .contains("journal.db")
                    .contains("full")
                    .contains("Free");
        }
        try (Journal journal = journal()) {
            assertThat(journal.checkTrail(Optional.empty()).isWhole()).isTrue();
            assertThat(journal.audit(begun("again")).number())
                    .isEqualTo(journal.trail().size());
        }
    }

    @Test
    void aNewerJournalIsLeftAlone() throws Exception {
        try (Journal journal = journal()) {
            journal.begin(run("plan1"));
        }
        JournalFixture.tamper(folder, "PRAGMA user_version = 7");
        try (Journal journal = journal()) {
            var failure = catchThrowableOfType(JournalException.class, () -> journal.begin(run("plan2")));
            assertThat(failure.kind()).isEqualTo(JournalException.Kind.NEWER);
            assertThat(failure.getMessage())
                    .contains("newer version")
                    .contains("7")
                    .contains("LACUNA_HOME");
        }
    }

    @Test
    void anOlderJournalGoesTheStepsThatItLacks() throws Exception {
        try (Journal journal = journal()) {
            journal.begin(run("plan1"));
        }
        var steps = new java.util.ArrayList<>(Schema.CURRENT.steps());
        steps.add(List.of("CREATE TABLE later (finding TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT"));
        try (var journal = new Journal(folder, clock, "2.0", new Schema(steps), Database.Limits.USUAL)) {
            assertThat(journal.tasks(10)).hasSize(1);
        }
        JournalFixture.tamper(folder, "INSERT INTO later VALUES ('f', 'kept')");
        assertThat(catchThrowableOfType(JournalException.class, () -> {
                            try (Journal older = journal()) {
                                older.tasks(10);
                            }
                        })
                        .kind())
                .isEqualTo(JournalException.Kind.NEWER);
    }

    @Test
    void aJournalFromBeforeThereWereNotesTakesThem() throws Exception {
        var first = new Schema(Schema.CURRENT.steps().subList(0, 1));
        try (var older = new Journal(folder, clock, "0.1", first, Database.Limits.USUAL)) {
            older.begin(run("plan1"));
        }
        var note = new KeptNote("n", "kafka://a:9092", "orders", Set.of(3, 1), "time", -5, 5, "words", 7);
        try (Journal journal = journal()) {
            assertThat(journal.notes("kafka://a:9092")).isEmpty();
            journal.keep(note);
            assertThat(journal.notes("kafka://a:9092")).containsExactly(note);
            assertThat(journal.notes("kafka://other:9092")).isEmpty();
            assertThat(journal.tasks(10)).hasSize(1);
        }
    }

    @Test
    void whatIsNoJournalIsNotTouched() throws Exception {
        Files.writeString(folder.resolve(Journal.NAME), "my own notes, of no database at all. ".repeat(100));
        assertThat(failureOfATask()).isEqualTo(JournalException.Kind.BROKEN);
        Files.delete(folder.resolve(Journal.NAME));
        JournalFixture.tamper(folder, "CREATE TABLE mine (it TEXT)");
        assertThat(failureOfATask()).isEqualTo(JournalException.Kind.BROKEN);
    }

    private JournalException.Kind failureOfATask() {
        try (Journal journal = journal()) {
            return catchThrowableOfType(JournalException.class, () -> journal.begin(run("plan1")))
                    .kind();
        }
    }

    @Test
    void aJournalThatSomebodyHoldsIsToldAfterAWhile() throws Exception {
        try (Journal journal = journal()) {
            journal.begin(run("plan1"));
        }
        try (var holder = java.sql.DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Journal.NAME));
                var statement = holder.createStatement();
                Journal journal = JournalFixture.impatient(folder)) {
            statement.execute("BEGIN IMMEDIATE");
            var failure = catchThrowableOfType(JournalException.class, () -> journal.begin(run("plan2")));
            assertThat(failure.kind()).isEqualTo(JournalException.Kind.LOCKED);
            assertThat(failure.getMessage()).contains("another process").contains("lsof");
            assertThat(journal.tasks(10)).as("looking waits for nobody").hasSize(1);
        }
    }

    @Test
    void aFolderThatCantBeMadeIsTold() throws Exception {
        Path taken = Files.writeString(folder.resolve("taken"), "a file");
        try (var journal = new Journal(taken.resolve("state"), Clock.systemUTC(), "1.0")) {
            assertThat(catchThrowableOfType(JournalException.class, () -> journal.begin(run("plan1"))))
                    .hasMessageContaining("LACUNA_HOME");
        }
    }

    // What others ask.

    @Test
    void whatIsAskedOfATaskIsTakenOnceAndTheLastCounts() throws Exception {
        try (Journal journal = journal();
                Journal other = journal()) {
            long id = journal.begin(run("plan1"));
            assertThat(journal.takeWish(id)).isEmpty();
            assertThat(other.wish(id, TaskWish.PAUSE)).isTrue();
            assertThat(other.wish(id, TaskWish.CANCEL)).isTrue();

            assertThat(journal.takeWish(id)).contains(TaskWish.CANCEL);
            assertThat(journal.takeWish(id)).isEmpty();

            journal.move(id, KeptState.DONE, Map.of(), "");
            assertThat(other.wish(id, TaskWish.PAUSE)).isFalse();
            assertThat(other.wish(id + 1, TaskWish.PAUSE)).isFalse();
        }
    }

    // Looks.

    @Test
    void keepsWhereToLookWithWhatStoodThere() throws Exception {
        try (Journal journal = journal()) {
            journal.looked("plan", "target", Map.of(0, new KeptLook(10, "old"), 1, new KeptLook(20, "b")));
            journal.looked("plan", "target", Map.of(0, new KeptLook(12, "a")));

            assertThat(journal.looks("plan", "target"))
                    .containsOnly(Map.entry(0, new KeptLook(12, "a")), Map.entry(1, new KeptLook(20, "b")));
            assertThat(journal.looks("plan", "other")).isEmpty();
        }
    }
}
