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

class FindingClassTest {

    private static Finding finding(FindingKind kind, Verdict verdict) {
        return Finding.of(
                new StreamRef("memory://a", "orders").partition(0),
                kind,
                Severity.MAJOR,
                verdict,
                Cause.UNKNOWN,
                PositionRange.offsets(1, 2),
                OptionalLong.empty(),
                Basis.NONE,
                new TimeSpan(0, 1),
                new Explanation("", "", ""),
                Evidence.NONE,
                "");
    }

    @Test
    void everyFindingHasAClassWhateverItsKindVerdictAndStatus() {
        for (FindingKind kind : FindingKind.values()) {
            for (Verdict verdict : Verdict.values()) {
                for (FindingStatus status : FindingStatus.values()) {
                    Finding finding = finding(kind, verdict).withStatus(status);
                    FindingStyle style = FindingStyle.of(finding);
                    FindingClass found = FindingClass.of(finding);

                    assertThat(found == FindingClass.HARMLESS).isEqualTo(style.tone() == Tone.PLAIN);
                    assertThat(found == FindingClass.LOSS)
                            .isEqualTo(style.tone() == Tone.LOSS && style.shape() == MarkShape.HATCH);
                }
            }
        }
    }

    @Test
    void theSampleOfAClassBelongsToItAndNoTwoLookAlike() {
        assertThat(FindingClass.values())
                .allSatisfy(each -> assertThat(FindingClass.of(each.sample())).isEqualTo(each));
        assertThat(FindingClass.values()).extracting(FindingClass::sample).doesNotHaveDuplicates();
        assertThat(FindingClass.values()).extracting(FindingClass::words).doesNotHaveDuplicates();
    }
}
