package dev.lacuna.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One journal, several processes.
class JournalSharedTest {

    private static final int ENTRIES = 200;

    @TempDir
    private Path folder;

    @Test
    void twoProcessesAndThisOneWriteAtOnceAndTheChainHolds() throws Exception {
        Process one = JournalProcess.start(folder, "append", Integer.toString(ENTRIES));
        Process two = JournalProcess.start(folder, "append", Integer.toString(ENTRIES));
        try (var journal = new Journal(folder, Clock.systemUTC(), "test")) {
            for (int i = 0; i < ENTRIES; i++) {
                journal.audit(JournalFixture.begun("own" + i));
            }
            assertThat(one.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(two.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(one.exitValue()).isZero();
            assertThat(two.exitValue()).isZero();
            AuditCheck check = journal.checkTrail(Optional.empty());
            assertThat(check.broken()).isEmpty();
            assertThat(check.unproven()).isEmpty();
            assertThat(check.entries()).isEqualTo(3 * ENTRIES);
            assertThat(journal.tasks(10_000)).hasSize(2 * ENTRIES).noneMatch(JournalTask::interrupted);
        } finally {
            one.destroyForcibly();
            two.destroyForcibly();
        }
    }

    @Test
    void aTaskWhoseProcessWasKilledShowsAsInterruptedAndItsWriteAsBegun() throws Exception {
        Process child = JournalProcess.start(folder, "hang");
        try (var journal = new Journal(folder, Clock.systemUTC(), "test")) {
            var line = new byte[6];
            child.getInputStream().readNBytes(line, 0, line.length);
            assertThat(new String(line, StandardCharsets.UTF_8)).startsWith("begun");
            assertThat(journal.tasks(1)).singleElement().satisfies(task -> {
                assertThat(task.stateId()).isEqualTo("running");
                assertThat(task.canGoOn()).isFalse();
            });

            child.destroyForcibly();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(journal.tasks(1)).singleElement().satisfies(task -> {
                assertThat(task.stateId()).isEqualTo("interrupted");
                assertThat(task.counts()).containsEntry("written", 4L);
                assertThat(task.canGoOn()).isTrue();
            });
            assertThat(journal.checkTrail(Optional.empty()).isWhole()).isTrue();
            assertThat(journal.trail())
                    .extracting(entry -> entry.said().orElseThrow().record().moment())
                    .containsExactly(AuditRecord.Moment.BEGUN);
        } finally {
            child.destroyForcibly();
        }
    }
}
