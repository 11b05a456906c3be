package dev.lacuna.detect.outlier;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.decode.ContentCollector;
import dev.lacuna.decode.FieldReaders;
import dev.lacuna.detect.Feed;
import dev.lacuna.model.Cause;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class OutlierRuleTest {

    private static final int EVENTS = 4_000;

    private final Random random = new Random(7);

    @Test
    void findsNothingInTheTailOfPrices() {
        for (int seed = 0; seed < 60; seed++) {
            Random here = new Random(seed);
            double spread = 0.3 + 1.7 * here.nextDouble();
            assertThat(scan(i -> field(price(here, spread))))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(scan(i -> field(pareto(here, 1 + 2 * here.nextDouble()))))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void reportsOneValueFarAboveAllOthers() {
        Finding finding = only(scan(i -> field(i == 2_345 ? 9e9 : price(random, 1))));

        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(2_345, 2_346));
        assertThat(finding.verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(finding.cause()).isEqualTo(Cause.UNUSUAL_VALUES);
        assertThat(finding.severity()).isEqualTo(Severity.MINOR);
        assertThat(finding.evidence().number("count")).isEqualTo(1);
        assertThat(finding.evidence().text("field")).isEqualTo("/amount");
        assertThat(finding.evidence().text("examples")).isEqualTo("9000000000 at 2345");
        assertThat(finding.explanation().explanation()).contains("/amount is 9000000000, far above all others");
    }

    @Test
    void reportsAZeroAndANegativeAmongMeasurementsNearEachOther() {
        Finding zero = only(scan(i -> field(i == 1_000 ? 0 : 20 + random.nextGaussian())));
        Finding negative = only(scan(i -> field(i == 1_000 ? -20 : 20 + random.nextGaussian())));

        assertThat(zero.positions()).isEqualTo(PositionRange.offsets(1_000, 1_001));
        assertThat(zero.explanation().summary()).isEqualTo("1 value of /amount far below all others");
        assertThat(negative.positions()).isEqualTo(PositionRange.offsets(1_000, 1_001));
    }

    @Test
    void joinsOutliersNearEachOtherAndPartsOthers() {
        List<Finding> findings =
                scan(i -> field(i == 1_000 || i == 1_300 || i == 3_500 ? 1e8 + i : 20 + random.nextGaussian()));

        assertThat(findings)
                .extracting(Finding::positions)
                .containsExactly(PositionRange.offsets(1_000, 1_301), PositionRange.offsets(3_500, 3_501));
    }

    @Test
    void aStormIsOneFinding() {
        Finding finding = only(scan(i -> field(i >= 2_000 && i < 2_200 && i % 3 == 0 ? 1e9 + i : price(random, 1))));

        assertThat(finding.evidence().number("count")).isEqualTo(67);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(2_001, 2_200));
    }

    @Test
    void reportsCentsWhereEurosWereUsualAsOneStretch() {
        Finding finding = only(scan(i -> field(i >= 1_500 && i < 2_300 ? 100 * price(random, 1) : price(random, 1))));

        assertThat(finding.severity()).isEqualTo(Severity.MAJOR);
        assertThat(finding.positions().from().asOffset()).isBetween(1_450L, 1_520L);
        assertThat(finding.positions().to().asOffset()).isBetween(2_290L, 2_350L);
        assertThat(finding.explanation().explanation())
                .contains("times as large", "Afterwards they are as before", "position");
        assertThat(finding.explanation().summary()).startsWith("about ");
        assertThat(finding.evidence().number("count"))
                .isBetween(750L, finding.positions().span());
        String example = Objects.requireNonNull(finding.evidence().text("examples"));
        long at = Long.parseLong(example.split(",")[0].split(" at ")[1]);
        assertThat(finding.positions().contains(Position.offset(at))).isTrue();
    }

    @Test
    void reportsAUnitThatChangesAndStaysSo() {
        Finding finding = only(scan(i -> field(price(random, 0.8) / (i < 2_500 ? 1 : 1_000))));

        assertThat(finding.explanation().explanation())
                .contains("times as small", "It goes on to the end of what was scanned");
        assertThat(finding.positions().from().asOffset()).isBetween(2_450L, 2_510L);
        assertThat(finding.positions().to().asOffset()).isEqualTo(EVENTS);
    }

    @Test
    void reportsZerosAndSignsThatComeFromAPointOn() {
        Finding zeros = only(scan(i -> field(i >= 3_000 ? 0 : price(random, 1))));
        Finding signs = only(scan(i -> field(i >= 3_000 ? -price(random, 1) : price(random, 1))));

        assertThat(zeros.explanation().summary()).contains("values of /amount are 0");
        assertThat(signs.explanation().summary()).contains("values of /amount are negative");
    }

    @Test
    void littleTrafficIsEnough() {
        assertThat(only(scan(150, i -> field(i == 70 ? 1e9 : price(random, 1)))).positions())
                .isEqualTo(PositionRange.offsets(70, 71));
        assertThat(only(scan(200, i -> field(i >= 120 ? 1_000 * price(random, 0.5) : price(random, 0.5))))
                        .severity())
                .isEqualTo(Severity.MAJOR);
        assertThat(scan(60, i -> field(i == 30 ? 1e9 : price(random, 1)))).isEmpty();
    }

    @Test
    void countersTimesAndIdsAreNoMeasurements() {
        assertThat(scan(i -> field(i < 2_000 ? i : 1_000_000_000L + i)))
                .as("a counter that jumps")
                .isEmpty();
        assertThat(scan(i -> field(i == 100 ? 0 : 1_760_000_000_000L + random.nextInt(90_000_000))))
                .as("times")
                .isEmpty();
        assertThat(scan(i -> field(Math.rint(random.nextDouble() * (i < 2_000 ? 1e6 : 1e15)))))
                .as("ids")
                .isEmpty();
        assertThat(scan(i -> "{\"orderId\":" + (i == 100 ? 9e15 : random.nextInt(50)) + "}"))
                .as("a name")
                .isEmpty();
    }

    @Test
    void fieldsThatTheScanKnowsAreNoMeasurements() {
        OutlierRule rule = new OutlierRule(new FieldSpec(
                Optional.empty(), Optional.empty(), Optional.of("json:/amount"), Optional.empty(), PayloadFormat.JSON));

        assertThat(scan(rule, EVENTS, i -> field(i == 2_345 ? 9e9 : price(random, 1))))
                .isEmpty();
    }

    @Test
    void settingsMayChange() {
        assertThat(scan(i -> field(i < 2_000 ? 0 : 1))).isEmpty();
        assertThat(scan(i -> field(i == 2_000 ? 1_000 : 5))).isEmpty();
        assertThat(scan(i -> field(i < 3_900 ? 1 + random.nextInt(4) : 1_000))).isEmpty();
    }

    @Test
    void daysAndTrendsAreUsual() {
        assertThat(scan(i -> field((1.2 + Math.sin(i / 300.0)) * 100 * (1 + 0.1 * random.nextGaussian()))))
                .isEmpty();
        assertThat(scan(i -> field(Math.exp(i / 400.0) * (1 + 0.1 * random.nextGaussian()))))
                .isEmpty();
        double[] walk = {0};
        assertThat(scan(i -> field(Math.exp(walk[0] += 0.1 * random.nextGaussian()))))
                .isEmpty();
    }

    @Test
    void farNumbersThatRecurAllOverAreUsual() {
        assertThat(scan(i -> field(i % 200 == 7 ? 1e7 + i : 10 + random.nextGaussian())))
                .isEmpty();
    }

    @Test
    void numbersWithinArraysOfObjectsCount() {
        Finding finding = only(scan(i -> "{\"items\":[{\"price\":" + text(price(random, 1)) + "},{\"price\":"
                + text(i == 1_234 ? 4e12 : price(random, 1)) + "}]}"));

        assertThat(finding.evidence().text("field")).isEqualTo("/items/*/price");
    }

    @Test
    void numbersOfAllSizesHaveNoUsualOne() {
        assertThat(scan(i -> field(Math.pow(10, 200 * random.nextDouble() - 100))))
                .isEmpty();
    }

    private static double price(Random random, double spread) {
        return Math.exp(4 + spread * random.nextGaussian());
    }

    private static double pareto(Random random, double power) {
        return 10 * Math.pow(1 - random.nextDouble(), -1 / power);
    }

    private static String field(double amount) {
        return "{\"amount\":" + text(amount) + ",\"state\":\"x\"}";
    }

    private static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : String.format(Locale.ROOT, "%.6g", number);
    }

    private List<Finding> scan(IntFunction<String> payloads) {
        return scan(EVENTS, payloads);
    }

    private static List<Finding> scan(int events, IntFunction<String> payloads) {
        return scan(new OutlierRule(FieldSpec.NONE), events, payloads);
    }

    private static List<Finding> scan(OutlierRule rule, int events, IntFunction<String> payloads) {
        FieldReader reader = FieldReaders.of(FieldSpec.NONE, PayloadFormat.JSON, ContentCollector.among(1));
        Feed feed = new Feed(rule);
        for (int i = 0; i < events; i++) {
            feed.payload(reader, payloads.apply(i));
        }
        return feed.end();
    }
}
