package dev.lacuna.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Backdrop;
import dev.lacuna.model.TimeSpan;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final long DAY = 86_400_000;

    @Test
    void countsEveryEventOnceAtEveryResolution() {
        var lane = new Lane(1000);
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            lane.add((long) (random.nextGaussian() * 3_600_000) + DAY, 10);
        }
        var totals = lane.totals();
        var all = new TimeSpan(totals.firstMillis(), totals.lastMillis() + 1);
        for (int atMost : new int[] {1, 7, 100, 5000}) {
            Buckets buckets = lane.query(all, atMost);
            assertThat(buckets.size()).isBetween(1, atMost);
            assertThat(Arrays.stream(buckets.counts()).sum()).isEqualTo(20_000);
            assertThat(Arrays.stream(buckets.bytes()).sum()).isEqualTo(200_000);
        }
    }

    @Test
    void putsAnEventIntoTheBucketOfItsTime() {
        var lane = new Lane(100);
        lane.add(1000, 1);
        lane.add(1001, 1);
        lane.add(1003, 1);
        Buckets buckets = lane.query(new TimeSpan(1000, 1004), 4);
        assertThat(buckets.start()).isEqualTo(1000);
        assertThat(buckets.width()).isEqualTo(1);
        assertThat(buckets.counts()).containsExactly(1, 1, 0, 1);
    }

    @Test
    void theLastOfAllTimesHasItsPlaceToo() {
        var lane = new Lane(100);
        lane.add(1_000, 1);
        lane.add(Long.MAX_VALUE, 1);
        TimeSpan all = lane.extent().orElseThrow();
        assertThat(all).isEqualTo(new TimeSpan(1_000, Long.MAX_VALUE));
        assertThat(Arrays.stream(lane.query(all, 50).counts()).sum()).isEqualTo(2);

        var alone = new Lane(100);
        alone.add(Long.MAX_VALUE, 1);
        assertThat(alone.extent()).contains(new TimeSpan(Long.MAX_VALUE - 1, Long.MAX_VALUE));
    }

    @Test
    void staysBoundedAndCoarsensWhenTooManyBucketsAreOccupied() {
        var lane = new Lane(64);
        for (int i = 0; i < 10_000; i++) {
            lane.add(i * 1000L, 1);
        }
        assertThat(lane.totals().bucketMillis()).isGreaterThan(1000);
        assertThat(lane.totals().events()).isEqualTo(10_000);
        assertThat(Arrays.stream(lane.query(new TimeSpan(0, 10_000_000), 10_000).counts())
                        .sum())
                .isEqualTo(10_000);
    }

    @Test
    void oneAbsurdTimestampDoesNotCostTheResolutionOfAll() {
        var lane = new Lane(1000);
        lane.add(0, 1);
        lane.add(DAY * 365_000, 1);
        for (int i = 0; i < 500; i++) {
            lane.add(DAY + i, 1);
        }
        assertThat(lane.totals().bucketMillis()).isEqualTo(1);
        assertThat(lane.query(new TimeSpan(DAY, DAY + 500), 500).counts()).containsOnly(1);
    }

    @Test
    void spreadsABatchOverItsTimesWithoutLosingACount() {
        var lane = new Lane(1000);
        lane.addSpread(1000, 1009, 7, 71);
        Buckets buckets = lane.query(new TimeSpan(1000, 1010), 10);
        assertThat(Arrays.stream(buckets.counts()).sum()).isEqualTo(7);
        assertThat(lane.totals().bytes()).isEqualTo(71);
        assertThat(buckets.estimated()).isTrue();
        assertThat(buckets.max()).isEqualTo(1);
    }

    @Test
    void aBatchOfOneMomentIsExact() {
        var lane = new Lane(1000);
        lane.addSpread(1000, 1000, 7, 70);
        assertThat(lane.totals().estimated()).isFalse();
        assertThat(lane.query(new TimeSpan(1000, 1001), 1).counts()).containsExactly(7);
    }

    @Test
    void aBatchThatSpansYearsStaysBounded() {
        var lane = new Lane(128);
        lane.addSpread(0, DAY * 3650, 1_000_000, 1);
        assertThat(Arrays.stream(lane.query(new TimeSpan(0, DAY * 3650 + 1), 100_000)
                                .counts())
                        .sum())
                .isEqualTo(1_000_000);
    }

    @Test
    void oneAbsurdBatchDoesNotCostTheResolutionOfAll() {
        var lane = new Lane(1000);
        for (int i = 0; i < 500; i++) {
            lane.add(DAY * 20_000 + i, 1);
        }
        lane.addSpread(0, DAY * 20_000, 50, 500);
        assertThat(lane.totals().bucketMillis()).isEqualTo(1);
        assertThat(lane.totals().events()).isEqualTo(550);
    }

    @Test
    void timesBeforeTheEpochAreTimesToo() {
        var lane = new Lane(16);
        lane.add(-5, 1);
        assertThat(lane.query(new TimeSpan(-8, 0), 8).counts()).containsExactly(0, 0, 0, 1, 0, 0, 0, 0);
    }

    private static final long HOUR = 3_600_000;

    private static Lane estimated() {
        var lane = new Lane(1_000);
        // 1,000 positions in the first hour, none in the second, 3,000 in the third
        lane.estimate(new Backdrop(new long[] {0, HOUR, 2 * HOUR, 3 * HOUR}, new long[] {100, 1_100, 1_100, 4_100}));
        return lane;
    }

    private static long sum(Lane lane, long from, long to) {
        return Arrays.stream(lane.query(new TimeSpan(from, to), 10_000).counts())
                .sum();
    }

    @Test
    void drawsWhatLookUpsToldBeforeAnythingIsRead() {
        Lane lane = estimated();
        Buckets buckets = lane.query(new TimeSpan(0, 3 * HOUR), 200);
        assertThat(buckets.estimated()).isTrue();
        assertThat(Arrays.stream(buckets.counts()).sum()).isEqualTo(4_000);
        assertThat(sum(lane, HOUR + 60_000, 2 * HOUR - 60_000)).isZero();
        assertThat(lane.totals().unread()).isEqualTo(4_000);
        assertThat(lane.totals().events()).isZero();
        assertThat(lane.extent()).contains(new TimeSpan(0, 3 * HOUR));
        assertThat(lane.unread(new TimeSpan(0, HOUR / 2))).isEqualTo(500);
    }

    @Test
    void whatIsReadToItsEndReachesNoFartherThanItsEvents() {
        var lane = new Lane(1_000);
        lane.estimate(new Backdrop(new long[] {0, HOUR, 5 * HOUR}, new long[] {100, 1_100, 1_101}));
        lane.add(1_000, 10);
        lane.lookedAt(100, 1_100);
        assertThat(lane.extent()).contains(new TimeSpan(0, 5 * HOUR));

        lane.lookedAt(1_100, 1_101); // a marker, hours later
        assertThat(lane.extent()).contains(new TimeSpan(1_000, 1_001));
    }

    @Test
    void letsTheEstimateGiveWayToWhatIsRead() {
        Lane lane = estimated();
        for (int i = 0; i < 600; i++) { // 400 of the 1,000 positions held no event
            lane.add(i * 6_000L, 10);
        }
        lane.lookedAt(100, 1_100);
        assertThat(sum(lane, 0, HOUR)).isEqualTo(600);
        assertThat(sum(lane, 0, 3 * HOUR)).isEqualTo(3_600);
        assertThat(lane.totals().unread()).isEqualTo(3_000);
        assertThat(lane.readTimes()).containsExactly(new TimeSpan(0, HOUR));
        assertThat(lane.unread(0, 2_000)).hasSize(2);

        lane.addSpread(2 * HOUR, 3 * HOUR, 3_000, 1);
        lane.lookedAt(1_100, 4_100);
        assertThat(sum(lane, 0, 3 * HOUR)).isEqualTo(3_600);
        assertThat(lane.totals().unread()).isZero();
    }

    @Test
    void knowsToThePositionWhereEventsStand() {
        var lane = new Lane(1000);
        lane.placeSpread(100, 110, 10);
        lane.placeSpread(115, 120, 5);
        lane.place(121);
        Buckets buckets = lane.query(98, 124, 100);

        assertThat(buckets.start()).isEqualTo(98);
        assertThat(buckets.width()).isEqualTo(1);
        assertThat(buckets.counts())
                .containsExactly(0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1, 0, 0);
        assertThat(buckets.estimated()).isFalse();
    }

    @Test
    void spreadsWhatCompactionLeftOverItsPositionsAndSaysSo() {
        var lane = new Lane(1000);
        lane.placeSpread(0, 100, 10);
        Buckets buckets = lane.query(0, 100, 100);

        assertThat(Arrays.stream(buckets.counts()).sum()).isEqualTo(10);
        assertThat(buckets.estimated()).isTrue();
    }

    @Test
    void keepsCountingPositionsInBoundedMemory() {
        var lane = new Lane(1000, 64);
        for (long position = 0; position < 100_000; position += 10) {
            lane.placeSpread(position, position + 10, 9);
        }
        Buckets all = lane.query(0, 100_000, 1_000_000);

        assertThat(all.size()).isLessThanOrEqualTo(64);
        assertThat(Arrays.stream(all.counts()).sum()).isEqualTo(90_000);
    }

    @Test
    void countsEachUnreadPositionOnceUntilItIsRead() {
        var lane = new Lane(1000);
        lane.estimate(new Backdrop(new long[] {0, 1000}, new long[] {100, 164}));
        lane.lookedAt(100, 132);
        lane.placeSpread(100, 132, 30);
        Buckets buckets = lane.query(96, 192, 6);

        assertThat(buckets.width()).isEqualTo(16);
        assertThat(Arrays.stream(buckets.counts()).sum()).isEqualTo(30 + 32);
        assertThat(buckets.estimated()).isTrue();
        assertThat(lane.readPositions()).containsExactly(new long[] {100, 132});
    }

    @Test
    void aBatchOfMorePositionsThanBucketsComesToOneEventPerPosition() {
        var lane = new Lane(1000, 64);
        lane.placeSpread(0, 100_000, 100_000);
        Buckets all = lane.query(0, 100_000, 64);

        for (int i = 0; i < all.size(); i++) {
            long held = Math.min(100_000, (i + 1) * all.width()) - i * all.width();
            assertThat(all.counts()[i]).isEqualTo(held);
        }
    }
}
