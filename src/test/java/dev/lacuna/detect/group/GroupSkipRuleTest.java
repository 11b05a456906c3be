package dev.lacuna.detect.group;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupSkipRuleTest {

    private static final long START = LogStory.START_MILLIS;

    private final GroupSkipRule rule = new GroupSkipRule();
    private final StreamInfo stream = new LogStory().plain(1).logEndsAt(1_000_000).context().stream();
    private final List<GroupCommit> commits = new ArrayList<>();

    @Test
    void findsAPositionSetByATool() {
        steady(0, 1000, 100);
        commit(5000, 20, -1);
        steady(5000, 6000, 100);
        Finding finding = only(find());

        assertThat(finding.verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(finding.cause()).isEqualTo(Cause.POSITION_SET);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(1000, 5000));
        assertThat(finding.missing()).hasValue(4000);
        assertThat(finding.basis()).isEqualTo(Basis.ESTIMATED);
        assertThat(finding.evidence().text("group")).isEqualTo("billing");
        assertThat(LogStory.fact(finding, "position_before")).isEqualTo(1000);
        assertThat(LogStory.fact(finding, "position_after")).isEqualTo(5000);
        assertThat(finding.time().length()).isPositive();
    }

    @Test
    void tellsOnlyTheLastOfSeveralPositionsSetInARow() {
        steady(0, 1000, 100);
        commit(3000, 20, -1);
        commit(5000, 20, -1);
        steady(5000, 6000, 100);

        assertThat(only(find()).positions()).isEqualTo(PositionRange.offsets(1000, 5000));
    }

    @Test
    void findsASkipAtTheEndOfTheHistory() {
        steady(0, 1000, 100);
        commit(5000, 3600, -1);

        assertThat(find()).hasSize(1);
    }

    @Test
    void aRangeThatWasReadLaterIsNoSkip() {
        steady(0, 1000, 100);
        commit(5000, 20, -1);
        steady(5000, 6000, 100);
        commit(900, 20, -1);
        steady(1000, 7000, 100);

        assertThat(find()).isEmpty();
    }

    @Test
    void tellsWhatIsLeftOfARangeThatWasPartlyReadLater() {
        steady(0, 1000, 100);
        commit(5000, 20, -1);
        steady(5000, 6000, 100);
        commit(3000, 20, -1);
        steady(3100, 7000, 100);

        assertThat(only(find()).positions()).isEqualTo(PositionRange.offsets(1000, 3000));
    }

    @Test
    void aClientThatNamesNoEpochsSkipsNothingWhenItTakesOver() {
        steady(0, 10_000, 100);
        for (int i = 1; i <= 20; i++) { // by time and not by count, so in larger steps
            commit(10_000 + i * 700, 5, -1);
        }
        assertThat(find()).isEmpty();
        commit(100_000, 20, -1); // which such a client can't be told from
        steady(100_000, 101_000, 100);
        assertThat(find()).isEmpty();
    }

    @Test
    void saysNothingWhereNoCommitHasAnEpoch() {
        for (int i = 0; i < 50; i++) {
            commit(i * 100, 5, -1);
        }
        commit(100_000, 60, -1);

        assertThat(find()).isEmpty();
    }

    @Test
    void saysNothingAboutASmallStepWithoutAnEpoch() {
        steady(0, 2000, 100);
        commit(2080, 5, -1);
        steady(2100, 3000, 100);

        assertThat(find()).isEmpty();
    }

    @Test
    void saysNothingWhereEpochsAreOftenMissing() {
        for (int i = 0; i < 50; i++) {
            commit(i * 1000, 5, 4);
            commit(i * 1000 + 10, 5, 4);
            commit(i * 1000 + 900, 5, -1);
        }
        assertThat(find()).isEmpty();
    }

    @Test
    void suspectsAJumpFasterThanAnyoneReads() {
        for (int i = 0; i < 50; i++) {
            commit(i * 100, 5, -1);
        }
        commit(50_000_000, 5, -1);
        Finding finding = only(find());

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.cause()).isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void neverAlarmsOnGroupsThatReadInBursts() {
        for (int seed = 0; seed < 500; seed++) {
            commits.clear();
            Random random = new Random(seed);
            boolean epochs = seed % 2 == 0;
            long next = 0;
            for (int i = 0; i < 300; i++) {
                boolean burst = random.nextInt(20) == 0;
                next += burst ? random.nextInt(200_000) : random.nextInt(200);
                commit(next, random.nextInt(50) == 0 ? 3600 : 5, epochs ? 4 : -1);
            }
            assertThat(find()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void keepsGroupsApart() {
        steady(0, 1000, 100);
        commits.add(new GroupCommit("audit", LogStory.PARTITION, Position.offset(90_000), START + 5, 4));

        assertThat(find()).isEmpty();
    }

    @Test
    void findsAPositionSetWhileAGroupWhoseClientsNameNoEpochsHadNoMembers() {
        for (int i = 0; i < 20; i++) {
            commit(i * 100, 5, -1);
        }
        commit(50_000, 600, -1);
        commits.add(commits.remove(commits.size() - 1).withoutMembers());
        for (int i = 1; i < 20; i++) {
            commit(50_000 + i * 100, 5, -1);
        }

        Finding skip = only(find());
        assertThat(skip.positions()).isEqualTo(PositionRange.offsets(1900, 50_000));
        assertThat(skip.explanation().explanation()).contains("had no members");
    }

    @Test
    void aClientThatJoinsNoGroupSetsNothing() {
        for (int i = 0; i < 20; i++) {
            commit(i * 100 + (i > 10 ? 50_000 : 0), 600, -1);
            commits.add(commits.remove(commits.size() - 1).withoutMembers());
        }

        assertThat(find()).isEmpty();
    }

    private void steady(long from, long to, long step) {
        for (long next = from; next <= to; next += step) {
            commit(next, 5, 4);
        }
    }

    private void commit(long next, long secondsLater, int epoch) {
        long millis =
                commits.isEmpty() ? START : commits.get(commits.size() - 1).millis() + secondsLater * 1000;
        commits.add(new GroupCommit("billing", LogStory.PARTITION, Position.offset(next), millis, epoch));
    }

    private List<Finding> find() {
        return rule.find(stream, commits);
    }
}
