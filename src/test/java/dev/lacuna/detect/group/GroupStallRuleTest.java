package dev.lacuna.detect.group;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// In these stories an event comes each second, at the position of that second.
class GroupStallRuleTest {

    private static final long START = LogStory.START_MILLIS;
    private static final long MINUTE = 60_000;
    private static final ArrivalTimes EACH_SECOND = (partition, position) -> START + position * 1000;

    private final GroupStallRule rule = new GroupStallRule();
    private final List<GroupCommit> commits = new ArrayList<>();
    private long now = START;

    @Test
    void saysNothingOfAGroupThatFollows() {
        follow(3_000);

        assertThat(find()).isEmpty();
    }

    @Test
    void findsAGroupThatStopsCommittingWhileEventsCome() {
        follow(1_000);
        pass(45 * MINUTE);
        Finding stall = only(find());

        assertThat(stall.kind()).isEqualTo(FindingKind.GROUP_STALL);
        assertThat(stall.verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(stall.severity()).isEqualTo(Severity.MAJOR);
        assertThat(stall.positions()).isEqualTo(PositionRange.offsets(1_000, 1_000 + 45 * 60));
        assertThat(stall.evidence().text("group")).isEqualTo("billing");
        assertThat(LogStory.fact(stall, "stalled_ms")).isEqualTo(45 * MINUTE);
        assertThat(LogStory.fact(stall, "positions_waiting")).isEqualTo(45 * 60);
        assertThat(stall.evidence().facts()).containsEntry("lasts", true);
        assertThat(stall.explanation().explanation()).contains("committed nothing in that time");
    }

    @Test
    void findsAGroupThatCommitsTheSamePositionAgainAndAgain() {
        follow(1_000);
        for (int i = 0; i < 45 * 12; i++) {
            pass(5_000);
            commit(1_000);
        }
        Finding stall = only(find());

        assertThat(stall.explanation().explanation()).contains("kept committing the same position");
        assertThat(stall.explanation().suggestion()).contains("position 1000");
    }

    @Test
    void findsAStallThatIsOver() {
        follow(1_000);
        pass(45 * MINUTE);
        follow(6_000);
        Finding stall = only(find());

        assertThat(stall.severity()).isEqualTo(Severity.MINOR);
        assertThat(stall.time().fromMillis()).isEqualTo(START + 1_000_000);
        assertThat(stall.time().millis()).isBetween(45 * MINUTE, 46 * MINUTE);
        assertThat(stall.evidence().facts()).containsEntry("lasts", false);
    }

    @Test
    void aShortWaitIsNoStall() {
        follow(1_000);
        pass(9 * MINUTE);
        follow(3_000);

        assertThat(find()).isEmpty();
    }

    @Test
    void aGroupThatWaitsForEventsDoesNotStall() {
        follow(1_000);
        pass(300 * MINUTE);
        commit(1_060);
        // nothing came for five hours, and then a minute's worth
        ArrivalTimes pause = (partition, position) -> START + position * 1000 + (position < 1_000 ? 0 : 299 * MINUTE);

        assertThat(rule.find(streamTo(1_060), commits, pause, now)).isEmpty();
    }

    @Test
    void aGroupThatHasReadEverythingDoesNotStall() {
        follow(1_000);
        pass(300 * MINUTE);

        assertThat(rule.find(streamTo(1_000), commits, EACH_SECOND, now)).isEmpty();
    }

    @Test
    void saysNothingWhereItIsNotKnownWhenEventsCame() {
        follow(1_000);
        pass(300 * MINUTE);

        assertThat(rule.find(streamTo(2_000), commits, (partition, position) -> -1, now))
                .isEmpty();
    }

    @Test
    void aGroupThatWorksInBurstsDoesSoByHabit() {
        for (int night = 1; night <= 6; night++) {
            pass(20 * 60 * MINUTE);
            long seconds = (now - START) / 1000;
            for (int step = 1; step <= 10; step++) {
                commit(seconds - 10 + step);
                pass(1_000);
            }
        }
        pass(19 * 60 * MINUTE);

        assertThat(find()).isEmpty();
    }

    @Test
    void saysNothingOfAGroupWithoutAHabit() {
        commit(10);
        pass(MINUTE);
        commit(60);
        pass(300 * MINUTE);

        assertThat(find()).isEmpty();
    }

    @Test
    void aGroupThatWasGivenUpDoesNotStandStill() {
        follow(1_000);
        pass(8 * 24 * 60 * MINUTE);

        assertThat(find()).isEmpty();
    }

    @Test
    void aStepBackIsNoStall() {
        follow(1_000);
        pass(30 * MINUTE);
        commit(10); // set back, after half an hour in which nothing was waiting
        ArrivalTimes nothingNew = (partition, position) -> position >= 1_000 ? -1 : START + position * 1000;

        assertThat(rule.find(streamTo(1_000), commits, nothingNew, now)).isEmpty();
    }

    @Test
    void neverAlarmsOnGroupsThatFollowUnevenly() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            commits.clear();
            now = START;
            long longest = 1 + random.nextInt(20 * 60);
            for (int i = 0; i < 200; i++) {
                pass(1000L * (1 + random.nextInt((int) longest)));
                commit((now - START) / 1000 - random.nextInt(10));
            }
            assertThat(find()).as("seed %d", seed).isEmpty();
        }
    }

    /// Commits every five seconds what has come, up to a position.
    private void follow(long to) {
        while ((now - START) / 1000 + 5 < to) {
            pass(5_000);
            commit((now - START) / 1000);
        }
        pass(to * 1000 - (now - START));
        commit(to);
    }

    private void pass(long millis) {
        now += millis;
    }

    private void commit(long next) {
        commits.add(new GroupCommit("billing", LogStory.PARTITION, Position.offset(Math.max(0, next)), now, 4));
    }

    private List<Finding> find() {
        return rule.find(streamTo((now - START) / 1000), commits, EACH_SECOND, now);
    }

    private static StreamInfo streamTo(long end) {
        return new LogStory().plain(1).logEndsAt(Math.max(1, end)).context().stream();
    }
}
