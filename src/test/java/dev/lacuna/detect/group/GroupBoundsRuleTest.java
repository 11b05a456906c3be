package dev.lacuna.detect.group;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupBoundsRuleTest {

    private static final long START = LogStory.START_MILLIS;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final GroupBoundsRule rule = new GroupBoundsRule();
    private final StreamInfo stream = new LogStory().startingAt(1_000).plain(1).logEndsAt(5_000).context().stream();
    private final List<GroupCommit> commits = new ArrayList<>();

    @Test
    void saysNothingOfAGroupWithinTheLog() {
        commit("billing", 1_000, 0);
        commit("audit", 5_000, 0);
        commit("archive", 3_000, 0);

        assertThat(rule.find(stream, commits, START)).isEmpty();
    }

    @Test
    void reportsWhatExpiredBeforeTheGroupReadIt() {
        commit("billing", 400, 0);
        commit("billing", 600, 1_000);
        Finding loss = only(rule.find(stream, commits, START + DAY));

        assertThat(loss.kind()).isEqualTo(FindingKind.GAP_HEAD);
        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.cause()).isEqualTo(Cause.RETENTION);
        assertThat(loss.positions()).isEqualTo(PositionRange.offsets(600, 1_000));
        assertThat(loss.missing()).hasValue(400);
        assertThat(loss.basis()).isEqualTo(Basis.ESTIMATED);
        assertThat(loss.evidence().text("group")).isEqualTo("billing");
        assertThat(LogStory.fact(loss, "committed")).isEqualTo(600);
        assertThat(LogStory.fact(loss, "log_start")).isEqualTo(1_000);
        assertThat(loss.explanation().summary()).contains("billing");
        assertThat(loss.explanation().explanation()).contains("600 to 999", "upper bound");
    }

    @Test
    void aGroupThatMovedOnLaterIsFine() {
        commit("billing", 600, 0);
        commit("billing", 1_200, 1_000);

        assertThat(rule.find(stream, commits, START + DAY)).isEmpty();
    }

    @Test
    void nobodyMayMissWhatAGroupThatWasGivenUpHasNotRead() {
        commit("billing", 600, 0);
        Finding suspect = only(rule.find(stream, commits, START + 8 * DAY));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.explanation().explanation()).contains("nobody may miss them");
    }

    @Test
    void aGroupIsAliveWhereItCommitsOnAnyPartition() {
        StreamInfo two = new StreamInfo(
                stream.stream(),
                "id",
                List.of(
                        stream.partitions().get(0),
                        new dev.lacuna.model.PartitionInfo(
                                LogStory.STREAM.partition(4),
                                Position.offset(0),
                                Position.offset(9),
                                Position.offset(9))),
                stream.compaction(),
                stream.retention(),
                stream.timestamps(),
                stream.config());
        commit("billing", 600, 0);
        commits.add(new GroupCommit(
                "billing", LogStory.STREAM.partition(4), Position.offset(9), START + 8 * DAY - 5_000, 1));

        assertThat(only(rule.find(two, commits, START + 8 * DAY)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void newerEventsMayStandForThoseOfACompactedStream() {
        StreamInfo compacted = new LogStory().compactedStream().startingAt(1_000).plain(1).context().stream();
        commit("billing", 600, 0);

        assertThat(only(rule.find(compacted, commits, START)).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void newerEventsMayStandForThoseWhereNobodyTellsThePolicy() {
        StreamInfo unknown = new LogStory().unknownPolicy().startingAt(1_000).plain(1).context().stream();
        commit("billing", 600, 0);
        Finding suspect = only(rule.find(unknown, commits, START));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.explanation().explanation()).contains("can't tell whether the stream is compacted");
    }

    @Test
    void theOnePositionThatAGroupLacksMayHaveBeenAMarker() {
        commit("billing", 999, 0);
        Finding suspect = only(rule.find(stream, commits, START + DAY));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.explanation().explanation()).contains("marker");
    }

    @Test
    void whatAGroupLacksMayHaveBeenAbortedWhereThereAreTransactions() {
        commit("billing", 990, 0);
        Finding suspect = only(rule.find(stream, commits, START + DAY, Set.of(LogStory.PARTITION)));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.missing()).hasValue(10);
        assertThat(suspect.explanation().explanation()).contains("aborted", "read all there was");
        assertThat(only(rule.find(stream, commits, START + DAY)).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void soManyPositionsAreNotAllAborted() {
        StreamInfo later = new LogStory().startingAt(10_000).plain(1).context().stream();
        commit("billing", 990, 0);

        assertThat(only(rule.find(later, commits, START + DAY, Set.of(LogStory.PARTITION)))
                        .verdict())
                .isEqualTo(Verdict.LOSS);
    }

    @Test
    void leavesOpenWhyAGroupStandsBeyondTheEnd() {
        commit("billing", 5_200, 0);
        Finding finding = only(rule.find(stream, commits, START));

        assertThat(finding.kind()).isEqualTo(FindingKind.LOG_TRUNCATED);
        assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(5_000, 5_200));
        assertThat(finding.missing()).isEmpty();
        assertThat(finding.explanation().explanation()).contains("made anew", "cut off");
    }

    @Test
    void tellsEachGroupApart() {
        commit("billing", 600, 0);
        commit("audit", 600, 0);
        List<Finding> findings = rule.find(stream, commits, START);

        assertThat(findings).hasSize(2).extracting(Finding::id).doesNotHaveDuplicates();
    }

    private void commit(String group, long next, long later) {
        commits.add(new GroupCommit(group, LogStory.PARTITION, Position.offset(next), START + later, 4));
    }
}
