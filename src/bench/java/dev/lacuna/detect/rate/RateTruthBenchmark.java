package dev.lacuna.detect.rate;

import dev.lacuna.detect.rate.SimulatedRate.Change;
import dev.lacuna.detect.rate.SimulatedRate.Shape;
import dev.lacuna.model.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Measures how often the rules on rates alarm for nothing, and how many planted silences, drops and spikes of which
/// size they find. Arguments: how many weeks to simulate per rate and shape, how many plantings per size.
public final class RateTruthBenchmark {

    private static final long WEEK = 7 * Calendar.DAY;
    private static final long MINUTE = 60_000;
    private static final double[] RATES = {0.002, 0.01, 0.1, 1, 10, 100, 1_000};

    private record Named(String name, RateJudge judge) {}

    private static final List<Named> JUDGES = List.of(
            new Named("silence", new SilenceRule()::judge),
            new Named("rate.drop", new DropRule()::judge),
            new Named("rate.spike", new SpikeRule()::judge));

    private RateTruthBenchmark() {}

    public static void main(String[] args) {
        int weeks = args.length > 0 ? Integer.parseInt(args[0]) : 30;
        int plantings = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        falseAlarms(weeks);
        if (plantings == 0) {
            return;
        }
        recall("silence", 0, JUDGES.get(0), plantings);
        for (double left : new double[] {0.1, 0.3, 0.5, 0.6}) {
            recall("drop to " + Math.round(100 * left) + " %", left, JUDGES.get(1), plantings);
        }
        for (double factor : new double[] {4, 6, 10}) {
            recall("spike of " + Math.round(factor) + " times", factor, JUDGES.get(2), plantings);
        }
    }

    private static void falseAlarms(int weeks) {
        int partitionWeeks = 0;
        int[] alarms = new int[JUDGES.size()];
        for (Shape shape : Shape.values()) {
            for (double rate : RATES) {
                int[] here = new int[JUDGES.size()];
                for (int seed = 0; seed < weeks; seed++) {
                    // scans begin at any moment of the week
                    Random random = new Random(seed * 7_919L + shape.ordinal());
                    long from = SimulatedRate.MONDAY + (long) (random.nextDouble() * WEEK);
                    RateBuckets buckets = SimulatedRate.buckets(random, shape, rate, from, from + WEEK, Change.NONE);
                    for (int j = 0; j < JUDGES.size(); j++) {
                        List<Finding> told = SimulatedRate.tell(JUDGES.get(j).judge(), buckets);
                        here[j] += told.size();
                        if (!told.isEmpty() && Boolean.getBoolean("lacuna.tell")) {
                            System.out.println("  " + shape + " " + rate + " seed " + seed + " "
                                    + told.get(0).explanation().explanation());
                        }
                    }
                }
                partitionWeeks += weeks;
                for (int j = 0; j < JUDGES.size(); j++) {
                    alarms[j] += here[j];
                }
                System.out.printf(
                        Locale.ROOT,
                        "%-9s %8.3f/s  alarms in %d weeks: silence %d, drop %d, spike %d%n",
                        shape,
                        rate,
                        weeks,
                        here[0],
                        here[1],
                        here[2]);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "all: %d partition-weeks, silence %d, drop %d, spike %d%n",
                partitionWeeks,
                alarms[0],
                alarms[1],
                alarms[2]);
    }

    private static void recall(String what, double factor, Named named, int plantings) {
        long[] lengths = {MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 4 * 60 * MINUTE, 24 * 60 * MINUTE};
        for (Shape shape : List.of(Shape.CONSTANT, Shape.DAY)) {
            System.out.printf(
                    "%s, %s, found of %d; events/s down, 1m 5m 15m 1h 4h 1d across%n", what, shape, plantings);
            for (double rate : RATES) {
                StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%8.3f", rate));
                for (long length : lengths) {
                    int found = 0;
                    int more = 0;
                    for (int seed = 0; seed < plantings; seed++) {
                        Random random = new Random(seed * 104_729L + length);
                        // a scan of a week that begins from Saturday noon to Monday midnight; Wednesday, 11 o'clock
                        long from = SimulatedRate.MONDAY - (long) (random.nextDouble() * 1.5 * Calendar.DAY);
                        long at = SimulatedRate.MONDAY + 2 * Calendar.DAY + 11 * Calendar.HOUR;
                        RateBuckets buckets = SimulatedRate.buckets(
                                random, shape, rate, from, from + WEEK, new Change(at, at + length, factor));
                        List<Finding> told = SimulatedRate.tell(named.judge(), buckets);
                        long right = told.stream()
                                .filter(finding -> finding.time().fromMillis() < at + length
                                        && at < finding.time().toMillis())
                                .count();
                        found += right > 0 ? 1 : 0;
                        more += told.size() - (right > 0 ? 1 : 0);
                    }
                    line.append(String.format(Locale.ROOT, " %5.0f%%", 100.0 * found / plantings));
                    line.append(more > 0 ? "(+" + more + ")" : "");
                }
                System.out.println(line);
            }
        }
    }
}
