package dev.lacuna.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingFilterTest {

    /// 173 missing numbers in orders/2, from 08:00:00Z on for 90 seconds.
    private static final Finding GAP = Finding.of(
            new StreamRef("src", "orders").partition(2),
            FindingKind.GAP_SEQUENCE,
            Severity.CRITICAL,
            Verdict.LOSS,
            Cause.NEVER_WRITTEN,
            PositionRange.offsets(3640, 3642),
            OptionalLong.of(173),
            Basis.EXACT,
            new TimeSpan(1_773_475_200_000L, 1_773_475_290_000L),
            new Explanation("173 missing sequence numbers", "They were never written.", "Look upstream."),
            Evidence.of("sequence_from", 3643).with("key", "it's").build(),
            "");

    private static boolean takes(String typed) throws BadFilterException {
        return FindingFilter.compile(typed, finding -> "Missing sequence numbers\torders / 2")
                .test(GAP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "missing",
                "MISSING numbers",
                "orders / 2",
                "gap.sequence loss",
                "never written",
                "verdict = loss",
                "verdict=loss",
                "verdict == 'loss'",
                "verdict = loss or partition = 9",
                "partition = 2 and not (severity = minor)",
                "kind = gap.sequence",
                "kind != not.evaluated",
                "kind.startsWith('gap.')",
                "cause = never-written",
                "cause != 'late-arrival' && missing >= 100",
                "status = open",
                "partition in [1, 2, 3]",
                "from = 3640 and to - from = 2",
                "missing-3 = 170",
                "seconds > 60",
                "start < timestamp('2026-03-14T08:00:01Z') && end > start",
                "evidence.sequence_from > 3000",
                "evidence['key'] = 'it\\'s'",
                "text.contains('sequence numbers')",
                "stream = 'orders' && group = ''",
                "severity in [critical, major]"
            })
    void takesAFindingThatIsAsWasTyped(String typed) throws BadFilterException {
        assertThat(takes(typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "missing nothing",
                "suspect",
                "verdict = suspect",
                "verdict != loss",
                "verdict = loss and partition = 9",
                "kind = silence",
                "evidence.producer_id > 0",
                "text = 'a = b or c'"
            })
    void leavesOutAFindingThatIsNot(String typed) throws BadFilterException {
        assertThat(takes(typed)).isFalse();
    }

    @Test
    void saysWhereInWhatWasTypedTheTroubleIs() {
        String typed = "verdict = loss and partitoin = 2";

        var bad = catchThrowableOfType(BadFilterException.class, () -> takes(typed));

        assertThat(bad.position()).isEqualTo(typed.indexOf("partitoin"));
        assertThat(bad.problem())
                .startsWith("there is no 'partitoin'; there are kind, verdict, ")
                .doesNotContain("loss");
        assertThat(bad).hasMessageContaining("'" + typed + "'").hasMessageContaining("verdict = loss or partition = 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdict =", "(", "'open", "verdict = loss or", "partition = 'two'"})
    void refusesWhatIsNoCondition(String typed) {
        assertThatThrownBy(() -> takes(typed)).isInstanceOf(BadFilterException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdict = los", "verdict == 'los'", "partition = 2 and verdict != los"})
    void saysWhichIdsThereAreOfWhatIsComparedWithAnother(String typed) {
        var trouble = catchThrowableOfType(BadFilterException.class, () -> takes(typed));

        assertThat(trouble.problem())
                .isEqualTo("there is no verdict 'los'; there are loss, suspect, benign, undecided, anomaly");
        assertThat(trouble.position()).isEqualTo(typed.indexOf("los"));
    }

    @Test
    void anIdOfAnotherNameIsNoIdOfThisOne() {
        assertThatThrownBy(() -> takes("verdict = never-written")).hasMessageContaining("no verdict 'never-written'");
    }
}
