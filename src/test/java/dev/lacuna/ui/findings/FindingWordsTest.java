package dev.lacuna.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Texts;
import org.junit.jupiter.api.Test;

class FindingWordsTest {

    @Test
    void saysHowLongNothingCameWhereThereIsLittleRoom() {
        Finding silence = Samples.findings().stream()
                .filter(finding -> finding.kind() == FindingKind.SILENCE)
                .findFirst()
                .orElseThrow();

        assertThat(FindingWords.cause(silence)).startsWith("no events for ");
        assertThat(FindingWords.briefCause(silence)).startsWith("for ");
    }

    @Test
    void everyCauseHasAWord() {
        for (Cause cause : Cause.values()) {
            assertThat(Texts.of(FindingWords.class).keys()).contains("cause." + cause.id());
        }
    }
}
