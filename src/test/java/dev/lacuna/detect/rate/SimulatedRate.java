package dev.lacuna.detect.rate;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Poisson counts of any rate and shape, made without making the events when there are too many of them.
final class SimulatedRate {

    /// A Monday, 00:00 UTC.
    static final long MONDAY = 1_772_409_600_000L;

    private static final long HOUR = Calendar.HOUR;
    private static final long DAY = Calendar.DAY;
    private static final long CELL_MILLIS = 1L << 10;

    /// How a rate changes over time, as a share of its highest.
    enum Shape {
        CONSTANT {
            @Override
            double at(long millis) {
                return 1;
            }
        },
        /// Nearly nothing at night.
        DAY {
            @Override
            double at(long millis) {
                double wave = 0.5 - 0.5 * Math.cos(2 * Math.PI * millis / Calendar.DAY);
                return 0.02 + 0.98 * wave * wave;
            }
        },
        /// A day whose weekend has a third of the traffic, from midnight on.
        WEEK {
            @Override
            double at(long millis) {
                return DAY.at(millis) * (isWeekend(millis) ? 0.33 : 1);
            }
        },
        /// Full between 8 and 18 o'clock on workdays, a tenth otherwise, switched within minutes.
        OFFICE {
            @Override
            double at(long millis) {
                long hour = Math.floorMod(millis, Calendar.DAY) / Calendar.HOUR;
                return hour >= 8 && hour < 18 && !isWeekend(millis) ? 1 : 0.1;
            }
        },
        /// As `OFFICE`, and nothing at all otherwise.
        CLOSED {
            @Override
            double at(long millis) {
                return OFFICE.at(millis) < 1 ? 0 : 1;
            }
        };

        abstract double at(long millis);

        static boolean isWeekend(long millis) {
            return Math.floorMod(millis - MONDAY, 7 * Calendar.DAY) >= 5 * Calendar.DAY;
        }
    }

    /// From when to when the rate is changed, and by which factor.
    record Change(long fromMillis, long toMillis, double factor) {

        static final Change NONE = new Change(0, 0, 1);
    }

    private SimulatedRate() {}

    static RateBuckets buckets(Random random, Shape shape, double perSecond, long from, long to, Change change) {
        RateBuckets buckets = new RateBuckets(8_192);
        long position = 0;
        // cells of the finest width, or narrower by far than those in which a week is judged
        long cell = perSecond <= 2 ? CELL_MILLIS : 16 * CELL_MILLIS;
        for (long at = from - from % cell; at < to; at += cell) {
            double factor = at >= change.fromMillis() && at < change.toMillis() ? change.factor() : 1;
            long events = poisson(random, perSecond * shape.at(at) * factor * cell / 1000);
            if (events > 0) {
                long first = at + random.nextInt((int) CELL_MILLIS);
                long last = at + CELL_MILLIS - 1;
                Position low = Position.offset(position);
                position += events;
                buckets.put(first, events == 1 ? first : last, events, events, low, Position.offset(position - 1));
            }
        }
        return buckets;
    }

    static long poisson(Random random, double mean) {
        if (mean > 50) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        long events = 0;
        while (product > limit) {
            product *= random.nextDouble();
            events++;
        }
        return events;
    }

    static List<Finding> tell(RateJudge judge, RateBuckets buckets) {
        List<Finding> findings = new ArrayList<>();
        buckets.end();
        judge.judge(buckets, new LogStory().plain(1).context(), findings::add);
        return findings;
    }
}
