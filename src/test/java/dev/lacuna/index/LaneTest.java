package dev.lacuna.index;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(buckets.startMillis()).isEqualTo(1000);
        assertThat(buckets.bucketMillis()).isEqualTo(1);
        assertThat(buckets.counts()).containsExactly(1, 1, 0, 1);
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
}
