package dev.lacuna.detect.log;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenTransactionRuleTest {

    private static final long MINUTE = 60_000;

    private final OpenTransactionRule rule = new OpenTransactionRule();

    @Test
    void saysNothingWhereEverythingIsDecided() {
        assertThat(new LogStory()
                        .inTransaction(7, 0, 0, 5, Fate.COMMITTED)
                        .markerOf(7, 0)
                        .plain(3)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void onlyTellsOfATransactionThatIsJustRunning() {
        Finding open = only(new LogStory()
                .plain(3)
                .inTransaction(7, 2, 0, 5, Fate.OPEN)
                .plain(10)
                .stableUpTo(3)
                .scannedAt(2 * MINUTE)
                .tell(rule));

        assertThat(open.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(open.severity()).isEqualTo(Severity.INFO);
        assertThat(open.cause()).isEqualTo(Cause.OPEN_TRANSACTION);
        assertThat(open.positions()).isEqualTo(PositionRange.offsets(3, 18));
        assertThat(LogStory.fact(open, "producer_id")).isEqualTo(7);
        assertThat(LogStory.fact(open, "producer_epoch")).isEqualTo(2);
        assertThat(LogStory.fact(open, "first")).isEqualTo(3);
        assertThat(LogStory.fact(open, "last_stable")).isEqualTo(3);
        assertThat(LogStory.fact(open, "positions_held_back")).isEqualTo(15);
        assertThat(LogStory.fact(open, "records")).isEqualTo(5);
        assertThat(LogStory.fact(open, "age_ms")).isEqualTo(2 * MINUTE - 3_000);
    }

    @Test
    void aTransactionOlderThanAnyMayBeIsHanging() {
        LogStory story = new LogStory()
                .inTransaction(7, 2, 0, 5, Fate.OPEN)
                .plain(10)
                .stableUpTo(0)
                .scannedAt(16 * MINUTE);
        Finding hanging = only(story.tell(rule));

        assertThat(hanging.severity()).isEqualTo(Severity.MAJOR);
        assertThat(hanging.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(hanging.explanation().summary()).contains("hanging");
        assertThat(hanging.explanation().suggestion())
                .contains("kafka-transactions.sh", "--topic orders --partition 3 --start-offset 0");
        assertThat(only(story.config("transaction.max.timeout.ms", String.valueOf(20 * MINUTE))
                                .tell(rule))
                        .severity())
                .isEqualTo(Severity.INFO);
    }

    @Test
    void oldTimestampsOfAReplayMakeNoOldTransaction() {
        Finding open = only(new LogStory()
                .clock(600 * MINUTE)
                .plain(1)
                .clock(0)
                .inTransaction(7, 0, 0, 5, Fate.OPEN)
                .stableUpTo(1)
                .scannedAt(601 * MINUTE)
                .tell(rule));

        assertThat(open.severity()).isEqualTo(Severity.INFO);
        assertThat(LogStory.fact(open, "age_ms")).isEqualTo(MINUTE);
    }

    @Test
    void transactionsBehindAnOpenOneMayHaveEnded() {
        List<Finding> findings = new LogStory()
                .inTransaction(7, 0, 0, 5, Fate.OPEN)
                .inTransaction(8, 0, 0, 5, Fate.OPEN)
                .markerOf(8, 0)
                .inTransaction(9, 0, 0, 2, Fate.OPEN)
                .stableUpTo(0)
                .scannedAt(MINUTE)
                .tell(rule);

        assertThat(findings).hasSize(2);
        assertThat(findings)
                .extracting(finding -> LogStory.fact(finding, "producer_id"))
                .containsExactly(7L, 9L);
        assertThat(findings.get(1).positions()).isEqualTo(PositionRange.offsets(11, 13));
        assertThat(LogStory.fact(findings.get(1), "positions_held_back")).isZero();
    }

    @Test
    void saysNothingOfATransactionThatEndedUnderTheScan() {
        // it was open when the scan began; when its batch was read, its fate was known
        assertThat(new LogStory()
                        .plain(3)
                        .inTransaction(7, 0, 0, 5, Fate.COMMITTED)
                        .stableUpTo(3)
                        .scannedAt(MINUTE)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void tellsTheEffectWhereTheBatchesWereNotSeen() {
        Finding open = only(new LogStory()
                .asConsumer()
                .plain(8)
                .logEndsAt(20)
                .scannedTo(20)
                .stableUpTo(8)
                .scannedAt(MINUTE)
                .tell(rule));

        assertThat(open.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(LogStory.fact(open, "positions_held_back")).isEqualTo(12);
        assertThat(open.evidence().number("producer_id")).isNull();
    }

    @Test
    void saysNothingOfWhatLiesBehindTheScannedRange() {
        assertThat(new LogStory()
                        .plain(8)
                        .logEndsAt(20)
                        .stableUpTo(12)
                        .scannedAt(MINUTE)
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void sumsUpWhatExceedsTheMost() {
        LogStory story = new LogStory();
        for (int producer = 0; producer < 30; producer++) {
            story.inTransaction(producer, 0, 0, 2, Fate.OPEN);
        }
        List<Finding> findings = story.stableUpTo(0).scannedAt(MINUTE).tell(rule);

        assertThat(findings).hasSize(21);
        assertThat(LogStory.fact(findings.get(20), "count")).isEqualTo(10);
        assertThat(findings).extracting(Finding::id).doesNotHaveDuplicates();
    }
}
