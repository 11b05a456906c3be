package dev.lacuna.journal;

import static dev.lacuna.journal.JournalFixture.begun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a check of the audit trail finds of what somebody did to it.
class AuditTrailTest {

    @TempDir
    private Path folder;

    private final TickingClock clock = new TickingClock();
    private Journal journal;

    @BeforeEach
    void writeFiveEntries() throws Exception {
        journal = new Journal(folder, clock, "1.0");
        for (int i = 1; i <= 5; i++) {
            journal.audit(begun("plan" + i));
            clock.move(Duration.ofHours(-1)); // clocks are set back, and it is no tampering
        }
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private AuditCheck check() throws JournalException {
        return journal.checkTrail(Optional.empty());
    }

    private AuditCheck.Broken broken() throws JournalException {
        return check().broken().orElseThrow();
    }

    @Test
    void saysWhoWroteWhatWhereAndHowItEnded() throws Exception {
        AuditRecord end =
                begun("plan5").ended("done", Map.of("planned", 10L, "written", 7L), Map.of("orders/0", "120..127"));
        AuditEntry.Said said = journal.audit(end).said().orElseThrow();
        assertThat(said.record()).isEqualTo(end);
        assertThat(said.at()).isEqualTo(clock.instant());
        assertThat(said.who()).startsWith(System.getProperty("user.name") + "@");
        assertThat(said.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(said.toolVersion()).isEqualTo("1.0");
        assertThat(check().isWhole()).isTrue();
        assertThat(check().entries()).isEqualTo(6);
    }

    @Test
    void theDatabaseItselfRefusesToChangeEntries() {
        assertThatThrownBy(() -> JournalFixture.tamper(folder, "UPDATE audit SET text = '{}' WHERE number = 3"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("only ever added to");
        assertThatThrownBy(() -> JournalFixture.tamper(folder, "DELETE FROM audit"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void namesAnEntryThatWasChanged() throws Exception {
        JournalFixture.openTheTrail(folder);
        JournalFixture.tamper(folder, "UPDATE audit SET text = replace(text, 'orders', 'refunds') WHERE number = 3");
        assertThat(broken().number()).isEqualTo(3);
        assertThat(broken().what()).contains("was changed");
    }

    @Test
    void namesAnEntryThatWasChangedTogetherWithItsHash() throws Exception {
        AuditEntry third = journal.trail().get(2);
        String forged = third.text().replace("orders", "refunds");
        JournalFixture.openTheTrail(folder);
        JournalFixture.tamper(
                folder,
                "UPDATE audit SET text = '" + forged + "', hash = '" + Chain.hash(third.previous(), forged)
                        + "' WHERE number = 3");
        assertThat(broken().number()).isEqualTo(4);
        assertThat(broken().what()).contains("one of the two was replaced");
    }

    @Test
    void namesAnEntryThatIsMissing() throws Exception {
        JournalFixture.openTheTrail(folder);
        JournalFixture.tamper(folder, "DELETE FROM audit WHERE number = 2");
        assertThat(broken().number()).isEqualTo(2);
        assertThat(broken().what()).isEqualTo("Entry 2 is missing.");
    }

    @Test
    void namesAnEntryThatIsMissingAlsoWhenTheOthersWereNumberedAnew() throws Exception {
        JournalFixture.openTheTrail(folder);
        JournalFixture.tamper(
                folder, "DELETE FROM audit WHERE number = 2", "UPDATE audit SET number = number - 1 WHERE number > 2");
        assertThat(broken().number()).isEqualTo(2);
    }

    @Test
    void namesTheFirstOfTwoThatChangedPlaces() throws Exception {
        JournalFixture.openTheTrail(folder);
        JournalFixture.tamper(
                folder,
                "UPDATE audit SET number = 100 WHERE number = 2",
                "UPDATE audit SET number = 2 WHERE number = 4",
                "UPDATE audit SET number = 4 WHERE number = 100");
        assertThat(broken().number()).isEqualTo(2);
    }

    @Test
    void namesWhereTheEndIsCutOff() throws Exception {
        JournalFixture.openTheTrail(folder);
        JournalFixture.tamper(folder, "DELETE FROM audit WHERE number > 3");
        assertThat(broken().number()).isEqualTo(4);
        assertThat(broken().what()).contains("cut off").contains("5 entries");
    }

    @Test
    void noticesThatAllWasWrittenAnew() throws Exception {
        AuditHead kept = check().head();
        Path head = folder.resolve(HeadFile.NAME);
        byte[] noted = Files.readAllBytes(head);
        journal.close();
        Files.delete(folder.resolve(Journal.NAME));
        Files.delete(head);
        for (int i = 1; i <= 5; i++) {
            journal.audit(begun("forged" + i));
        }
        assertThat(check().isWhole())
                .as("whoever forges both can't be caught by what lies here")
                .isTrue();
        assertThat(journal.checkTrail(Optional.of(kept)).broken().orElseThrow().number())
                .isEqualTo(5);
        Files.write(head, noted);
        assertThat(broken().what()).contains("written anew");
    }

    @Test
    void saysWhatItCantProveWithoutTheHeadBeside() throws Exception {
        Files.delete(folder.resolve(HeadFile.NAME));
        AuditCheck check = check();
        assertThat(check.isWhole()).isTrue();
        assertThat(check.unproven()).singleElement().asString().contains("missing at the end");
        Files.writeString(folder.resolve(HeadFile.NAME), "nonsense");
        assertThat(check().unproven()).hasSize(1);
    }

    @Test
    void goesOnWhereAKilledProcessWroteAnEntryButNotTheHead() throws Exception {
        Files.writeString(
                folder.resolve(HeadFile.NAME), "4:" + journal.trail().get(3).hash() + "\n");
        assertThat(check().isWhole()).isTrue();
        assertThat(journal.audit(begun("plan6")).number()).isEqualTo(6);
        assertThat(Files.readString(folder.resolve(HeadFile.NAME))).startsWith("6:");
    }
}
