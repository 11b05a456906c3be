package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StoriesTest {

    private static final PartitionRef ORDERS = new StreamRef("kafka://here", "orders").partition(2);

    private final FindingLog log = new FindingLog();
    private final Finding gap =
            finding(FindingKind.GAP_SEQUENCE, Verdict.LOSS, Cause.NEVER_WRITTEN, 49, 51, Evidence.NONE);

    private static Finding finding(
            FindingKind kind, Verdict verdict, Cause cause, long from, long to, Evidence evidence) {
        return Finding.of(
                ORDERS,
                kind,
                Severity.MAJOR,
                verdict,
                cause,
                PositionRange.offsets(from, to),
                OptionalLong.of(30),
                Basis.EXACT,
                new TimeSpan(1, 2),
                new Explanation("30 missing", "Why.", "What to do."),
                evidence,
                "");
    }

    @Test
    void namesTheHoleThatExplainsMissingNumbersOfProducers() {
        Finding hole = finding(FindingKind.GAP_OFFSETS, Verdict.LOSS, Cause.LOST_FROM_LOG, 10, 15, Evidence.NONE);
        Finding numbers = finding(
                FindingKind.GAP_PRODUCER,
                Verdict.BENIGN,
                Cause.LOST_FROM_LOG,
                9,
                16,
                Evidence.of("hole_first", 10).build());
        log.put(hole);
        log.put(numbers);
        Stories.join(log);

        assertThat(log.get(numbers.id()).orElseThrow().evidence().text("explained_by"))
                .isEqualTo(hole.id());
        assertThat(log.get(hole.id())).contains(hole);
    }

    @Test
    void numbersThatAreMissingWhereTheLogWasCutOffMayHaveBeenWritten() {
        Finding cut = finding(FindingKind.LOG_TRUNCATED, Verdict.LOSS, Cause.TRUNCATED, 50, 80, Evidence.NONE);
        log.put(gap);
        log.put(cut);
        Stories.join(log);
        Finding told = log.get(gap.id()).orElseThrow();

        assertThat(told.cause()).isEqualTo(Cause.TRUNCATED);
        assertThat(told.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(told.missing()).hasValue(30);
        assertThat(told.evidence().text("cut_off_by")).isEqualTo(cut.id());
        assertThat(told.explanation().explanation()).startsWith("Why. By finding " + cut.id());
    }

    @Test
    void aChangeOfLeaderLeavesOpenWhetherTheyWereWritten() {
        Finding election =
                finding(FindingKind.LOG_ELECTION, Verdict.BENIGN, Cause.LEADER_CHANGE, 49, 51, Evidence.NONE);
        log.put(gap);
        log.put(election);
        Stories.join(log);

        assertThat(log.get(gap.id()).orElseThrow().cause()).isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void aChangeOfLeaderAtWhichAProducersRecordsWereLostWasNoCleanOne() {
        Finding election =
                finding(FindingKind.LOG_ELECTION, Verdict.BENIGN, Cause.LEADER_CHANGE, 49, 51, Evidence.NONE);
        Finding lost = finding(FindingKind.GAP_PRODUCER, Verdict.LOSS, Cause.TRUNCATED, 49, 51, Evidence.NONE);
        log.put(gap);
        log.put(election);
        log.put(lost);
        Stories.join(log);

        Finding told = log.get(election.id()).orElseThrow();
        assertThat(told.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(told.explanation().summary()).startsWith("an unclean election");
        assertThat(told.evidence().text("lost_by_it")).isEqualTo(lost.id());
        assertThat(log.get(gap.id()).orElseThrow().evidence().text("cut_off_by"))
                .isEqualTo(lost.id());
    }

    @Test
    void aLossOfAProducerElsewhereLeavesAnElectionAsItIs() {
        Finding election =
                finding(FindingKind.LOG_ELECTION, Verdict.BENIGN, Cause.LEADER_CHANGE, 49, 51, Evidence.NONE);
        log.put(election);
        log.put(finding(FindingKind.GAP_PRODUCER, Verdict.LOSS, Cause.TRUNCATED, 60, 62, Evidence.NONE));
        log.put(finding(FindingKind.GAP_PRODUCER, Verdict.SUSPECT, Cause.TRUNCATED, 49, 51, Evidence.NONE));
        Stories.join(log);

        assertThat(log.get(election.id())).contains(election);
    }

    @Test
    void whatWasCutOffElsewhereSaysNothing() {
        log.put(gap);
        log.put(finding(FindingKind.LOG_TRUNCATED, Verdict.LOSS, Cause.TRUNCATED, 20, 80, Evidence.NONE));
        log.put(finding(FindingKind.LOG_ELECTION, Verdict.SUSPECT, Cause.LEADER_CHANGE, 50, 61, Evidence.NONE));
        Stories.join(log);

        assertThat(log.get(gap.id())).contains(gap);
    }
}
