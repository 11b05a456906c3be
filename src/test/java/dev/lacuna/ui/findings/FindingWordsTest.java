package dev.lacuna.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Cause;
import dev.lacuna.ui.kit.Texts;
import org.junit.jupiter.api.Test;

class FindingWordsTest {

    @Test
    void everyCauseHasAWord() {
        for (Cause cause : Cause.values()) {
            assertThat(Texts.of(FindingWords.class).keys()).contains("cause." + cause.id());
        }
    }
}
