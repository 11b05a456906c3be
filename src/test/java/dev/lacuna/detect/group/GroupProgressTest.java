package dev.lacuna.detect.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.group.GroupProgress.Point;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupProgressTest {

    private final List<GroupCommit> commits = new ArrayList<>();

    @Test
    void drawsALinePerGroupAndPartition() {
        commit("audit", 10);
        commit("billing", 5);
        commit("billing", 9);

        assertThat(GroupProgress.of(commits, 100))
                .containsExactly(
                        new GroupProgress("audit", LogStory.PARTITION, List.of(new Point(0, 10))),
                        new GroupProgress("billing", LogStory.PARTITION, List.of(new Point(1, 5), new Point(2, 9))));
    }

    @Test
    void keepsOfALongHistoryBothEndsAndEveryStepBack() {
        for (int i = 0; i < 10_000; i++) {
            commit("billing", i < 5_001 ? i : i - 3_000);
        }
        List<Point> points = GroupProgress.of(commits, 100).get(0).points();

        assertThat(points).hasSizeBetween(100, 110);
        assertThat(points.get(0)).isEqualTo(new Point(0, 0));
        assertThat(points.get(points.size() - 1)).isEqualTo(new Point(9_999, 6_999));
        assertThat(points).contains(new Point(5_000, 5_000), new Point(5_001, 2_001));
    }

    @Test
    void staysBoundedWhereAGroupOnlyGoesToAndFro() {
        for (int i = 0; i < 10_000; i++) {
            commit("billing", i % 2);
        }
        assertThat(GroupProgress.of(commits, 100).get(0).points()).hasSizeLessThan(210);
    }

    private void commit(String group, long next) {
        commits.add(new GroupCommit(group, LogStory.PARTITION, Position.offset(next), commits.size(), 1));
    }
}
