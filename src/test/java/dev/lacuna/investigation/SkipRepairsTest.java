package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.group.GroupSkipRule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkipRepairsTest {

    private final StreamInfo stream = new LogStory().plain(1).logEndsAt(1_000_000).context().stream();
    private final List<GroupCommit> commits = new ArrayList<>();
    private final Finding skip;
    private long millis = LogStory.START_MILLIS;

    SkipRepairsTest() {
        read(0, 1_000);
        commit(5_000, -1);
        read(5_000, 6_000);
        skip = new GroupSkipRule().find(stream, commits).getFirst();
    }

    private void commit(long next, int epoch) {
        millis += 20_000;
        commits.add(new GroupCommit(
                "billing", stream.partitions().getFirst().partition(), Position.offset(next), millis, epoch));
    }

    private void read(long from, long to) {
        for (long next = from + 100; next <= to; next += 100) {
            commit(next, 0);
        }
    }

    private SkipRepairs seen(Finding finding) {
        return SkipRepairs.of(stream, List.of(finding), commits);
    }

    @Test
    void closesASkipThatTheGroupWentBackFor() {
        assertThat(seen(skip).closed()).isEmpty();

        commit(1_000, -1);

        assertThat(seen(skip).closed()).containsExactly(skip.id());
        read(1_000, 7_000);
        assertThat(seen(skip).closed()).containsExactly(skip.id());
    }

    @Test
    void keepsOpenWhatItWentBackForInPartOnly() {
        commit(3_000, -1);

        assertThat(seen(skip).closed()).isEmpty();
    }

    @Test
    void closesNothingOnlyBecauseOldCommitsAreForgotten() {
        commits.removeIf(commit -> commit.next().asOffset() <= 5_000);

        assertThat(seen(skip).closed()).isEmpty();
    }

    @Test
    void opensAgainWhatIsSkippedAgain() {
        Finding repaired = skip.withStatus(FindingStatus.REPAIRED);
        commit(1_000, -1);
        assertThat(seen(repaired).reopened()).isEmpty();

        read(1_000, 1_500);
        commit(6_000, -1);

        assertThat(seen(repaired).reopened()).containsExactly(skip.id());
    }
}
