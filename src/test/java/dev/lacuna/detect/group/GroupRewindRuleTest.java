package dev.lacuna.detect.group;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupRewindRuleTest {

    private final GroupRewindRule rule = new GroupRewindRule();
    private final StreamInfo stream = new LogStory().plain(1).logEndsAt(1_000_000).context().stream();
    private final List<GroupCommit> commits = new ArrayList<>();

    @Test
    void findsAPositionThatWasSetBack() {
        steady(0, 5_000);
        commit(2_000, 20, -1);
        steady(2_100, 8_000);
        Finding rewind = only(find());

        assertThat(rewind.kind()).isEqualTo(FindingKind.GROUP_REWIND);
        assertThat(rewind.verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(rewind.cause()).isEqualTo(Cause.POSITION_SET);
        assertThat(rewind.positions()).isEqualTo(PositionRange.offsets(2_000, 5_000));
        assertThat(rewind.missing()).isEmpty();
        assertThat(LogStory.fact(rewind, "count")).isEqualTo(3_000);
        assertThat(LogStory.fact(rewind, "read_again_to")).isEqualTo(5_000);
        assertThat(rewind.evidence().text("group")).isEqualTo("billing");
        assertThat(rewind.explanation().explanation()).contains("2000 to 4999 a second time");
    }

    @Test
    void evenASmallStepCountsWhereSomeoneSetIt() {
        steady(0, 5_000);
        commit(4_990, 20, -1);

        assertThat(only(find()).positions()).isEqualTo(PositionRange.offsets(4_990, 5_000));
    }

    @Test
    void tellsOnlyTheLastOfSeveralPositionsSetInARow() {
        steady(0, 5_000);
        commit(1_000, 20, -1);
        commit(3_000, 20, -1);
        steady(3_100, 8_000);

        assertThat(only(find()).positions()).isEqualTo(PositionRange.offsets(3_000, 5_000));
    }

    @Test
    void whatIsReadAgainAfterARebalanceIsNoRewind() {
        steady(0, 5_000);
        commit(4_930, 5, 4);
        steady(5_030, 8_000);

        assertThat(find()).isEmpty();
    }

    @Test
    void findsConsumersThatBeganFromAnOlderState() {
        steady(0, 5_000);
        commit(4_000, 5, 4);
        steady(4_100, 8_000);
        Finding rewind = only(find());

        assertThat(rewind.cause()).isEqualTo(Cause.UNKNOWN);
        assertThat(rewind.positions()).isEqualTo(PositionRange.offsets(4_000, 5_000));
        assertThat(rewind.explanation().explanation()).contains("100 positions");
    }

    @Test
    void saysHowFarTheGroupHasReadAgain() {
        steady(0, 5_000);
        commit(2_000, 20, -1);
        Finding notYet = only(find());
        steady(2_100, 3_000);
        Finding partly = only(find());

        assertThat(LogStory.fact(notYet, "read_again_to")).isEqualTo(2_000);
        assertThat(notYet.explanation().explanation()).contains("will read them again");
        assertThat(LogStory.fact(partly, "read_again_to")).isEqualTo(3_000);
    }

    @Test
    void judgesNothingWhereTheHabitIsNotKnown() {
        commit(5_000, 5, -1);
        commit(1_000, 5, -1);
        commit(1_100, 5, -1);

        assertThat(find()).isEmpty();
    }

    @Test
    void neverAlarmsOnOverlapsOfGroupsThatReadInBursts() {
        for (int seed = 0; seed < 500; seed++) {
            commits.clear();
            Random random = new Random(seed);
            boolean epochs = seed % 2 == 0;
            long next = 0;
            long largest = 0;
            for (int i = 0; i < 300; i++) {
                if (largest > 0 && random.nextInt(20) == 0) {
                    next = Math.max(0, next - random.nextInt((int) largest));
                } else {
                    long step = random.nextInt(20) == 0 ? random.nextInt(20_000) : random.nextInt(200);
                    next += step;
                    largest = Math.max(largest, step);
                }
                commit(next, 5, epochs ? 4 : -1);
            }
            assertThat(find()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void boundsTheNumberOfFindings() {
        for (int i = 0; i < 60; i++) {
            steady(0, 1_000);
        }
        assertThat(find()).hasSize(20).extracting(Finding::id).doesNotHaveDuplicates();
    }

    @Test
    void anySmallStepBackCountsThatSomebodySetWhileTheGroupHadNoMembers() {
        for (int i = 0; i < 20; i++) {
            commit(i * 100, 5, -1);
        }
        commit(1895, 600, -1);
        commits.add(commits.remove(commits.size() - 1).withoutMembers());
        for (int i = 20; i < 30; i++) {
            commit(i * 100, 5, -1);
        }

        assertThat(only(find()).positions()).isEqualTo(PositionRange.offsets(1895, 1900));
    }

    private void steady(long from, long to) {
        for (long next = from; next <= to; next += 100) {
            commit(next, 5, 4);
        }
    }

    private void commit(long next, long secondsLater, int epoch) {
        long millis = commits.isEmpty()
                ? LogStory.START_MILLIS
                : commits.get(commits.size() - 1).millis() + secondsLater * 1000;
        commits.add(new GroupCommit("billing", LogStory.PARTITION, Position.offset(next), millis, epoch));
    }

    private List<Finding> find() {
        return rule.find(stream, commits);
    }
}
