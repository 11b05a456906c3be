package dev.lacuna.detect.content;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.decode.ContentCollector;
import dev.lacuna.decode.FieldReaders;
import dev.lacuna.detect.Feed;
import dev.lacuna.model.Cause;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class SchemaRuleTest {

    private static final int EVENTS = 3_000;
    private static final String ONE_KIND =
            "{\"type\":\"placed\",\"id\":1,\"customer\":\"c\",\"total\":12.5,\"currency\":\"EUR\",\"city\":\"x\",\"items\":3,"
                    + "\"paid\":true,\"shop\":\"s\",\"lang\":\"de\"}";
    private static final String OTHER_KIND = "{\"type\":\"shipped\",\"id\":1,\"carrier\":\"y\",\"weight\":2.5}";

    @Test
    void findsNothingWhereEveryPayloadHasTheSameFields() {
        assertThat(scan(i -> "{\"id\":" + i + ",\"amount\":1.5}")).isEmpty();
    }

    @Test
    void reportsAFieldThatAppears() {
        Finding finding = only(scan(i -> "{\"id\":" + i + (i < 1_700 ? "" : ",\"discount\":1") + "}"));

        assertThat(finding.cause()).isEqualTo(Cause.SCHEMA_CHANGE);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(1_700, 1_701));
        assertThat(finding.severity()).isEqualTo(Severity.MINOR);
        assertThat(finding.evidence().text("appeared")).isEqualTo("/discount");
        assertThat(finding.evidence().number("share_before_percent")).isZero();
        assertThat(finding.evidence().number("share_after_percent")).isBetween(90L, 100L);
    }

    @Test
    void reportsAFieldThatVanishes() {
        Finding finding = only(scan(i -> "{\"id\":" + i + (i < 1_700 ? ",\"customer\":\"c\"" : "") + "}"));

        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(1_699, 1_700));
        assertThat(finding.severity()).isEqualTo(Severity.MAJOR);
        assertThat(finding.evidence().text("vanished")).isEqualTo("/customer");
    }

    @Test
    void reportsAFieldThatChangesItsType() {
        Finding finding = only(scan(i -> "{\"id\":" + i + ",\"amount\":" + (i < 1_200 ? "1.5" : "\"1.5\"") + "}"));

        assertThat(finding.evidence().text("changed_type")).isEqualTo("/amount");
        assertThat(finding.explanation().explanation()).contains("/amount changes from number to text");
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(1_200, 1_201));
    }

    @Test
    void wholeNumbersAndFractionsAreOneType() {
        assertThat(scan(i -> "{\"amount\":" + (i < 1_200 ? "15" : "1.5") + "}")).isEmpty();
    }

    @Test
    void reportsAFieldThatIsSuddenlyNullOrMissingAtTimes() {
        Random random = new Random(1);
        Finding nulls = only(scan(i -> "{\"amount\":" + (i > 2_000 && i % 3 == 0 ? "null" : "7") + "}"));
        Finding missing =
                only(scan(i -> "{\"id\":1" + (i > 2_000 && random.nextInt(3) == 0 ? "" : ",\"amount\":7") + "}"));

        assertThat(nulls.explanation().explanation()).contains("/amount is null at times");
        assertThat(missing.evidence().text("now_missing")).isEqualTo("/amount");
    }

    @Test
    void tellsOnlyTheObjectWhoseFieldsAppearWithIt() {
        Finding finding =
                only(scan(i -> "{\"id\":1" + (i < 900 ? "" : ",\"tax\":{\"rate\":19,\"country\":\"DE\"}") + "}"));

        assertThat(finding.evidence().number("changed_fields")).isEqualTo(1);
        assertThat(finding.evidence().text("appeared")).isEqualTo("/tax");
    }

    @Test
    void joinsWhatChangesTogether() {
        Finding finding = only(scan(i ->
                i < 1_500 ? "{\"id\":1,\"name\":\"x\",\"total\":5}" : "{\"id\":1,\"fullName\":\"x\",\"total\":\"5\"}"));

        assertThat(finding.evidence().number("changed_fields")).isEqualTo(3);
        assertThat(finding.evidence().text("vanished")).isEqualTo("/name");
        assertThat(finding.evidence().text("appeared")).isEqualTo("/fullName");
        assertThat(finding.evidence().text("changed_type")).isEqualTo("/total");
    }

    @Test
    void tellsADeploymentAndItsRollback() {
        List<Finding> findings = scan(i -> "{\"id\":1" + (i >= 1_000 && i < 2_000 ? ",\"debug\":true" : "") + "}");

        assertThat(findings).hasSize(2);
        assertThat(findings.get(0).positions()).isEqualTo(PositionRange.offsets(1_000, 1_001));
        assertThat(findings.get(1).positions()).isEqualTo(PositionRange.offsets(1_999, 2_000));
    }

    @Test
    void optionalFieldsAreNoChangeHoweverTheyComeAndGo() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            double[] shares = {random.nextDouble(), Math.pow(10, -3 * random.nextDouble()), 0.6, 0.002};
            int clump = 1 + random.nextInt(60);
            boolean[] clumped = new boolean[1];
            assertThat(scan(i -> {
                        StringBuilder text = new StringBuilder("{\"id\":1");
                        for (int k = 0; k < shares.length; k++) {
                            text.append(random.nextDouble() < shares[k] ? ",\"f" + k + "\":1" : "");
                        }
                        if (i % clump == 0) {
                            clumped[0] = random.nextBoolean();
                        }
                        return text.append(clumped[0] ? ",\"c\":null}" : "}").toString();
                    }))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void anotherKindOfEventNowAndThenIsNoChange() {
        assertThat(scan(i -> i / 40 % 7 == 3 ? "{\"type\":\"b\",\"x\":1}" : "{\"type\":\"a\",\"y\":\"z\"}"))
                .isEmpty();
    }

    @Test
    void namesThatAreDataAreNoFields() {
        assertThat(scan(i -> "{\"stock\":{\"sku" + i + "\":1}}")).isEmpty();
    }

    @Test
    void aFewEventsProveNothing() {
        assertThat(scan(30, i -> i < 15 ? "{\"a\":1}" : "{\"b\":1}")).isEmpty();
        assertThat(scan(i -> i == 2_000 ? "{\"a\":1,\"odd\":2}" : "{\"a\":1}")).isEmpty();
        assertThat(scan(i -> i > EVENTS - 4 ? "{\"a\":1,\"odd\":2}" : "{\"a\":1}"))
                .isEmpty();
    }

    @Test
    void seesAFieldAppearThoughPayloadsAreTooVariedToFollowEach() {
        Finding finding = only(scan(20_000, i -> varied(i) + (i < 12_000 ? "}" : ",\"tax\":19}")));

        assertThat(finding.evidence().text("appeared")).isEqualTo("/tax");
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(12_000, 12_001));
        assertThat(scan(20_000, i -> varied(i) + "}")).isEmpty();
    }

    @Test
    void saysSoWhenThereAreMoreFieldsThanCanBeWatched() {
        Finding finding = only(scan(i -> {
            StringBuilder text = new StringBuilder("{\"id\":1");
            for (int k = 0; k < 60; k++) {
                text.append(",\"o").append(k).append("\":{");
                for (int m = 0; m < 12; m++) {
                    text.append(m == 0 ? "" : ",").append("\"m").append(m).append("\":1");
                }
                text.append('}');
            }
            return text.append('}').toString();
        }));

        assertThat(finding.kind()).isEqualTo(FindingKind.NOT_EVALUATED);
        assertThat(finding.evidence().number("events_with_more")).isEqualTo(EVENTS);
    }

    @Test
    void kindsOfEventsThatTakeTurnsAreNoChange() {
        assertThat(scan(i -> i >= 1_000 && i < 2_000 ? OTHER_KIND : ONE_KIND)).isEmpty();
        assertThat(scan(i -> i / 700 % 2 == 0 ? OTHER_KIND : ONE_KIND)).isEmpty();
        assertThat(scan(i -> i > 2_000 && i < 2_400 && i % 2 == 0 ? OTHER_KIND : ONE_KIND))
                .isEmpty();
        assertThat(scan(i -> i > 2_900 && i % 3 == 0 ? OTHER_KIND : ONE_KIND)).isEmpty();
        assertThat(scan(i -> i < 90 && i % 3 == 0 ? OTHER_KIND : ONE_KIND)).isEmpty();
    }

    @Test
    void aNewKindOfEventsThatStaysBreaksNothing() {
        Finding finding = only(scan(i -> i > 1_500 && i % 3 == 0 ? OTHER_KIND : ONE_KIND));

        assertThat(finding.severity()).isEqualTo(Severity.MINOR);
        assertThat(finding.explanation().explanation())
                .contains("/carrier appears as text in events of another kind")
                .doesNotContain("missing");
    }

    @Test
    void reportsAFieldThatOneOfTwoKindsLoses() {
        Finding finding =
                only(scan(i -> i % 3 == 0 ? OTHER_KIND : ONE_KIND.replace(i < 1_800 ? "" : "\"city\":\"x\",", "")));

        assertThat(finding.evidence().text("vanished")).isEqualTo("/city");
        assertThat(finding.severity()).isEqualTo(Severity.MAJOR);
    }

    @Test
    void reportsADeploymentThatBreaksAndIsRolledBack() {
        List<Finding> findings = scan(
                i -> i >= 1_000 && i < 2_000 ? ONE_KIND.replace("city", "town").replace("12.5", "\"12.5\"") : ONE_KIND);

        assertThat(findings).hasSize(2);
        assertThat(findings.get(0).severity()).isEqualTo(Severity.MAJOR);
        assertThat(findings.get(0).explanation().explanation())
                .contains("/total becomes text", "/city is missing", "/town appears");
        assertThat(findings.get(1).severity()).isEqualTo(Severity.MINOR);
        assertThat(findings.get(1).explanation().explanation())
                .contains("/total is no longer text", "/city is never missing any more", "/town vanishes again");
    }

    @Test
    void aRollOutBitByBitIsOneFinding() {
        Random random = new Random(3);
        Finding finding = only(scan(
                i -> "{\"id\":1,\"amount\":" + (i < 1_500 || i < 1_560 && random.nextBoolean() ? "7" : "\"7\"") + "}"));

        assertThat(finding.explanation().explanation()).contains("changes from number to text", "bit by bit");
        assertThat(finding.positions().from().asOffset()).isBetween(1_500L, 1_510L);
        assertThat(finding.positions().to().asOffset()).isBetween(1_550L, 1_560L);
    }

    @Test
    void leavingOutWhatWasNullBreaksNothing() {
        Finding finding = only(scan(i -> "{\"id\":1,\"a\":1,\"b\":2"
                + (i % 2 == 0 ? ",\"note\":\"x\"" : i < 1_500 ? ",\"note\":null" : "") + "}"));

        assertThat(finding.severity()).isEqualTo(Severity.MINOR);
        assertThat(finding.explanation().explanation()).contains("/note is left out where it was null");
    }

    @Test
    void aFieldThatWasAlwaysNullMayGetValues() {
        Finding finding = only(scan(i -> "{\"id\":1,\"note\":" + (i < 1_500 ? "null" : "\"x\"") + "}"));

        assertThat(finding.severity()).isEqualTo(Severity.MINOR);
        assertThat(finding.explanation().explanation()).contains("/note is text where it was null");
    }

    @Test
    void reportsElementsThatChangeTheirType() {
        Finding finding =
                only(scan(i -> "{\"id\":1,\"tags\":[" + (i % 5 == 0 ? "" : i < 1_500 ? "1,2" : "\"1\"") + "]}"));

        assertThat(finding.evidence().text("changed_type")).isEqualTo("/tags/*");
        assertThat(scan(i -> "{\"id\":1,\"tags\":[" + (i % 7 == 0 ? "1" : "") + "]}"))
                .isEmpty();
    }

    @Test
    void littleTrafficIsEnough() {
        Finding finding = only(scan(80, i -> "{\"id\":1,\"amount\":" + (i < 50 ? "7" : "\"7\"") + "}"));

        assertThat(finding.evidence().text("changed_type")).isEqualTo("/amount");
    }

    @Test
    void readsTheEndsOfAScan() {
        assertThat(scan(i -> i < 12 ? "{\"id\":1,\"a\":2}" : "{\"id\":1}")).isEmpty();
        assertThat(only(scan(i -> i >= EVENTS - 30 ? "{\"id\":1,\"a\":2}" : "{\"id\":1}"))
                        .positions())
                .isEqualTo(PositionRange.offsets(EVENTS - 30, EVENTS - 29));
    }

    @Test
    void aBurstOfARareFieldIsNoChange() {
        assertThat(scan(20_000, i -> "{\"id\":1,\"a\":2" + (i >= 9_000 && i < 9_060 ? ",\"note\":\"x\"" : "") + "}"))
                .isEmpty();
    }

    @Test
    void findingsHaveTheSameIdWhereverAScanBegins() {
        IntFunction<String> payloads = i -> "{\"id\":" + i + (i < 1_700 ? "" : ",\"discount\":1") + "}";
        FieldReader reader = reader();
        Feed later = new Feed(new SchemaRule());
        later.skipTo(500);
        for (int i = 500; i < EVENTS; i++) {
            later.payload(reader, payloads.apply(i));
        }

        assertThat(only(later.end()).id()).isEqualTo(only(scan(payloads)).id());
    }

    private static String varied(int i) {
        Random random = new Random(i);
        StringBuilder text = new StringBuilder("{\"id\":1");
        for (int k = 0; k < 30; k++) {
            text.append(random.nextBoolean() ? ",\"f" + k + "\":1" : "");
        }
        return text.toString();
    }

    private static List<Finding> scan(IntFunction<String> payloads) {
        return scan(EVENTS, payloads);
    }

    private static List<Finding> scan(int events, IntFunction<String> payloads) {
        FieldReader reader = reader();
        Feed feed = new Feed(new SchemaRule());
        for (int i = 0; i < events; i++) {
            feed.payload(reader, payloads.apply(i));
        }
        return feed.end();
    }

    private static FieldReader reader() {
        return FieldReaders.of(FieldSpec.NONE, PayloadFormat.JSON, ContentCollector.among(1));
    }
}
