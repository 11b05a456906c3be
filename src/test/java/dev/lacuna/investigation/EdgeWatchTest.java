package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EdgeWatchTest {

    private static final PartitionRef PARTITION = new StreamRef("memory://a", "orders").partition(0);

    private final EdgeWatch edge = new EdgeWatch(Position.offset(100), 0);
    private long now;

    /// Seconds in which the source answers twice each, and says that.
    private void heard(int seconds, long reached, long end, long stable) {
        for (int i = 0; i < 2 * seconds; i++) {
            now += 500;
            edge.beat(stand(end, stable), Position.offset(reached), now);
        }
    }

    private void silent(int seconds, long reached) {
        for (int i = 0; i < 2 * seconds; i++) {
            now += 500;
            edge.beat(null, Position.offset(reached), now);
        }
    }

    private static PartitionInfo stand(long end, long stable) {
        return new PartitionInfo(PARTITION, Position.offset(0), Position.offset(end), Position.offset(stable));
    }

    private long settled() {
        return edge.edge().settled().asOffset();
    }

    @Test
    void whatCameLongEnoughAgoIsSettled() {
        heard(9, 110, 110, 110);
        assertThat(settled()).isEqualTo(100);
        heard(2, 110, 110, 110);
        assertThat(settled()).isEqualTo(110);
    }

    @Test
    void timeInWhichTheSourceIsNotHeardDoesNotCount() {
        heard(3, 110, 110, 110);
        silent(60, 110);
        assertThat(settled()).isEqualTo(100);
        heard(3, 110, 110, 110);
        assertThat(settled()).isEqualTo(100);
        heard(6, 110, 110, 110);
        assertThat(settled()).isEqualTo(110);
    }

    @Test
    void whatIsToldWithoutAnAnswerDoesNotCount() {
        heard(3, 110, 110, 110);
        @Nullable PartitionInfo old = stand(110, 110);
        for (int i = 0; i < 60; i++) {
            now += 500;
            edge.beat(old, Position.offset(110), now);
        }
        assertThat(settled()).isEqualTo(100);
    }

    @Test
    void aMachineThatSleptHasNotAttended() {
        heard(5, 110, 110, 110);
        now += 3_600_000;
        edge.beat(stand(110, 110), Position.offset(110), now);
        assertThat(settled()).isEqualTo(100);
        assertThat(edge.edge().quietMillis()).isLessThan(1_000);
    }

    @Test
    void allThatWasThereByThenMustBeReadFirst() {
        heard(1, 110, 500, 500);
        heard(12, 120, 500, 500);
        assertThat(settled()).isEqualTo(100);
        heard(1, 500, 900, 900);
        assertThat(settled()).isGreaterThanOrEqualTo(110).isLessThanOrEqualTo(120);
    }

    @Test
    void aLogThatIsAlwaysWrittenToSettlesAllTheSame() {
        for (int second = 0; second < 40; second++) {
            heard(1, 100 + second * 100L, 150 + second * 100L, 150 + second * 100L);
        }
        assertThat(settled()).isGreaterThan(100 + 20 * 100L);
    }

    @Test
    void whatAnOpenTransactionMayHoldIsWaitedForUntilItHasLastedLong() {
        heard(6, 110, 110, 110);
        heard(8, 110, 130, 110);
        assertThat(settled()).isEqualTo(100);
        heard(4, 110, 130, 110);
        assertThat(edge.isHeldBack()).isTrue();
        assertThat(settled()).isEqualTo(110);
    }
}
