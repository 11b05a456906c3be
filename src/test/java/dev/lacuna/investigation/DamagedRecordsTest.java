package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PositionRange;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.segments.DamagedLog;
import dev.lacuna.source.segments.SegmentSourceProvider;
import dev.lacuna.task.TaskRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of events that can't be read for those who want them.
class DamagedRecordsTest {

    @TempDir
    private Path home;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private Investigation investigation;

    @BeforeEach
    void open() throws Exception {
        DamagedLog.write(home.resolve("orders-2"));
        investigation = Investigation.open(
                SourceSpec.of("segments:" + home), new Sources(List.of(new SegmentSourceProvider())), runner, "test");
    }

    @AfterEach
    void close() {
        investigation.close();
        runner.close();
    }

    private RecordPage records(String from, String to) throws Exception {
        var ranges = investigation.resolve("orders", Set.of(), Bounds.parse(from, to, Clock.systemUTC()));
        return investigation
                .records()
                .fetch(new RecordQuery(ranges, Optional.empty(), 100))
                .await();
    }

    @Test
    void saysWhichRecordsCantBeRead() throws Exception {
        RecordPage page = records("0", "9");
        assertThat(page.rows()).hasSize(6);
        assertThat(page.stopped())
                .isEqualTo("orders/2: positions 3 up to 6 can't be read, because the log is damaged" + " there");
        assertThat(records("6", "9").stopped()).isEmpty();
    }

    @Test
    void plansNoReplayThatWouldLeaveOutWhatCantBeRead() throws Exception {
        var failure = catchThrowableOfType(
                PlanException.class,
                () -> investigation
                        .planCopy(new CopyRequest(
                                "orders",
                                Set.of(),
                                Bounds.ALL,
                                SourceSpec.of("segments:" + home),
                                "orders",
                                FieldSpec.NONE))
                        .await());
        assertThat(failure).hasMessageContaining("orders/2 is damaged").hasMessageContaining("can't be read");
    }

    @Test
    void knowsPartitionsByTheirNumberAndNotByTheirPlace() throws Exception {
        assertThat(investigation.resolve("orders", Set.of(2), Bounds.ALL))
                .singleElement()
                .satisfies(range -> assertThat(range.positions()).isEqualTo(PositionRange.offsets(0, 9)));
        var failure = catchThrowableOfType(
                dev.lacuna.source.SourceException.class, () -> investigation.resolve("orders", Set.of(1), Bounds.ALL));
        assertThat(failure).hasMessage("'orders' has only partition 2, and no 1.");
    }

    @Test
    void isReadOnly() {
        assertThat(investigation.isReadOnly()).isTrue();
    }
}
