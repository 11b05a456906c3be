package dev.lacuna.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FindingStyleTest {

    private static Finding finding(FindingKind kind, Verdict verdict, OptionalLong missing, String summary) {
        return Finding.of(
                new StreamRef("kafka://here", "orders").partition(2),
                kind,
                Severity.MAJOR,
                verdict,
                Cause.UNKNOWN,
                PositionRange.offsets(1, 2),
                missing,
                missing.isPresent() ? Basis.EXACT : Basis.NONE,
                new TimeSpan(0, 900_000),
                new Explanation(summary, "", ""),
                Evidence.NONE,
                "");
    }

    @Test
    void aLossIsVermilionHatchedAndMarked() {
        var style = FindingStyle.of(finding(FindingKind.GAP_SEQUENCE, Verdict.LOSS, OptionalLong.of(173), ""));

        assertThat(style).isEqualTo(new FindingStyle(Tone.LOSS, MarkShape.HATCH, "! 173", "LOSS"));
        assertThat(style.chipClass()).isEqualTo("chip-loss");
        assertThat(style.icon()).isEqualTo(Icon.LOSS);
    }

    @Test
    void aRepairedFindingIsGreenWhateverItWas() {
        var finding = finding(FindingKind.GAP_SEQUENCE, Verdict.LOSS, OptionalLong.of(58), "")
                .withStatus(FindingStatus.REPAIRED);

        assertThat(FindingStyle.of(finding))
                .isEqualTo(new FindingStyle(Tone.OK, MarkShape.CHECK, "✓ 58 repaired", "REPAIRED"));
    }

    @Test
    void aReopenedFindingLooksAsBeforeTheRepair() {
        var finding = finding(FindingKind.GAP_SEQUENCE, Verdict.LOSS, OptionalLong.of(58), "")
                .withStatus(FindingStatus.REOPENED);

        assertThat(FindingStyle.of(finding).tone()).isEqualTo(Tone.LOSS);
    }

    @Test
    void aSilenceSaysHowLong() {
        var style = FindingStyle.of(finding(FindingKind.SILENCE, Verdict.SUSPECT, OptionalLong.of(900), ""));

        assertThat(style.shape()).isEqualTo(MarkShape.BRACKET);
        assertThat(style.label()).isEqualTo("silence 15 min");
    }

    @Test
    void anAnomalyTakesItsCountFromTheSummary() {
        var style = FindingStyle.of(
                finding(FindingKind.DUPLICATE, Verdict.ANOMALY, OptionalLong.empty(), "41 duplicates of orders"));

        assertThat(style.label()).isEqualTo("41 duplicates");
        assertThat(style.shape()).isEqualTo(MarkShape.DIAMONDS);
    }

    @Test
    void aCountInGroupsOfDigitsIsReadWhole() {
        var style = FindingStyle.of(
                finding(FindingKind.DUPLICATE, Verdict.ANOMALY, OptionalLong.empty(), "12,041 duplicates, all late"));

        assertThat(style.label()).isEqualTo(Formats.number(12_041) + " duplicates");
    }

    @Test
    void anAnomalyWithoutACountIsNamedAllTheSame() {
        var style = FindingStyle.of(finding(FindingKind.CONTENT_MALFORMED, Verdict.ANOMALY, OptionalLong.empty(), "?"));

        assertThat(style.label()).isEqualTo("malformed");
    }

    @Test
    void aBenignHoleIsThinAndGrey() {
        var style = FindingStyle.of(finding(FindingKind.GAP_OFFSETS, Verdict.BENIGN, OptionalLong.of(1208), ""));

        assertThat(style.tone()).isEqualTo(Tone.PLAIN);
        assertThat(style.shape()).isEqualTo(MarkShape.THIN_HATCH);
    }

    @Test
    void everyKindHasAShapeAWordAndAName() {
        for (FindingKind kind : FindingKind.values()) {
            for (Verdict verdict : Verdict.values()) {
                var finding = finding(kind, verdict, OptionalLong.of(7), "7 things");
                assertThat(FindingStyle.of(finding).label())
                        .as("%s %s", kind, verdict)
                        .isNotBlank();
                assertThat(FindingStyle.kindName(finding)).isNotBlank();
            }
        }
    }

    @Test
    void aLossOutranksAllOthers() {
        int loss = FindingStyle.of(finding(FindingKind.GAP_OFFSETS, Verdict.LOSS, OptionalLong.of(1), ""))
                .rank();
        for (Verdict verdict : Verdict.values()) {
            if (verdict != Verdict.LOSS) {
                var other = finding(FindingKind.GAP_OFFSETS, verdict, OptionalLong.of(1), "");
                assertThat(FindingStyle.of(other).rank()).isLessThan(loss);
            }
        }
    }
}
