package dev.lacuna.detect.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Position;
import dev.lacuna.model.TimestampKind;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RateSeriesTest {

    private static final long SECOND = 1L << 10;
    private static final long START = 1_000_000 * SECOND;

    private final RateBuckets buckets = new RateBuckets(64);
    private long position;

    private void batch(long fromSecond, long toSecond, int count) {
        buckets.batch(new Batch(
                LogStory.PARTITION,
                Position.offset(position),
                Position.offset(position + count - 1),
                count,
                START + fromSecond * SECOND,
                START + toSecond * SECOND,
                TimestampKind.CREATE,
                100,
                Fate.COMMITTED,
                false,
                false,
                false,
                null,
                0,
                true));
        position += count;
    }

    private RateSeries series() {
        buckets.end();
        return Objects.requireNonNull(RateSeries.finest(buckets, 64, 0, 1));
    }

    @Test
    void aBatchIsSpreadEvenlyAndItsEndsAreCertain() {
        batch(0, 0, 1);
        batch(10, 19, 102);
        batch(30, 30, 1);
        RateSeries series = series();

        assertThat(series.size()).isEqualTo(29);
        assertThat(series.count(9)).isEqualTo(11);
        assertThat(series.count(10)).isEqualTo(10);
        assertThat(series.sum(0, 29)).isEqualTo(102);
    }

    @Test
    void theMostAndTheFewestEventsOfAStretchAreKnown() {
        batch(0, 0, 1);
        batch(5, 5, 7);
        batch(10, 19, 100);
        batch(40, 40, 1);
        RateSeries series = series();

        assertThat(series.most(3, 6)).as("read or within one bucket").isEqualTo(7);
        assertThat(series.fewest(3, 6)).isEqualTo(7);
        assertThat(series.most(11, 14)).as("all may be there").isEqualTo(100);
        assertThat(series.fewest(11, 14)).as("none must be").isZero();
        assertThat(series.most(0, 39)).isEqualTo(107);
        assertThat(series.fewest(0, 39)).isEqualTo(107);
        assertThat(series.fewest(0, 14)).isEqualTo(7);
        assertThat(series.most(25, 30)).isZero();
    }

    @Test
    void aBatchAcrossTheSeriesStartCounts() {
        batch(0, 10, 100);
        batch(40, 40, 1);
        RateSeries series = series();

        assertThat(series.most(0, 5)).isEqualTo(100);
        assertThat(series.fewest(0, 20)).isZero();
    }

    @Test
    void aBatchLongerThanAllBucketsMakesThemWider() {
        batch(0, 60, 100);
        batch(200, 300, 1_000);
        RateSeries series = series();

        assertThat(buckets.size()).isLessThanOrEqualTo(64);
        assertThat(buckets.widthMillis()).isGreaterThan(SECOND);
        long sum = 0;
        for (int i = 0; i < buckets.size(); i++) {
            sum += buckets.count(i);
            assertThat(buckets.firstMillis(i)).isLessThanOrEqualTo(buckets.lastMillis(i));
        }
        assertThat(sum).isEqualTo(1_100);
        assertThat(series.startMillis(0)).isGreaterThan(START);
    }

    @Test
    void bucketsAreCompleteUpToWhereEventsStillCameIn() {
        for (int second = 0; second < 40; second++) {
            batch(second, second, 1);
        }
        assertThat(series().complete()).isEqualTo(38);
        batch(40, 40, 1);
        batch(39, 39, 1);
        batch(38, 38, 1);
        batch(37, 37, 1);
        assertThat(series().complete()).as("seconds 1 to 36").isEqualTo(36);
    }

    @Test
    void nothingIsJudgedByCountsThatFailed() {
        Event broken = new Event(
                LogStory.PARTITION,
                new Position.SequenceNumber(BigInteger.ONE),
                START,
                TimestampKind.CREATE,
                null,
                null,
                List.of());
        buckets.put(START, START, 1, 1, Position.offset(1), Position.offset(1));
        assertThatThrownBy(() -> buckets.event(broken, Fields.NONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(buckets::end).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aReadEventReplacesTheSpreadingOfItsBatch() {
        Event event =
                new Event(LogStory.PARTITION, Position.offset(0), START, TimestampKind.CREATE, null, null, List.of());
        batch(0, 50, 3);
        buckets.event(event, Fields.NONE);
        buckets.end();

        assertThat(buckets.size()).isEqualTo(1);
        assertThat(buckets.loose(0)).isZero();
    }
}
