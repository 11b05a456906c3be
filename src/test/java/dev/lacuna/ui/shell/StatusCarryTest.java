package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.ui.gallery.Samples;
import org.junit.jupiter.api.Test;

class StatusCarryTest {

    @Test
    void keepsTheReasonWithWhatWasDismissed() {
        Finding dismissed = StatusCarry.dismissed(Samples.lostRun(), " a test order ");

        assertThat(dismissed.status()).isEqualTo(FindingStatus.DISMISSED);
        assertThat(dismissed.evidence().text("dismissed_because")).isEqualTo("a test order");
    }

    @Test
    void takesBackThatAFindingWasDismissedWithItsReason() {
        Finding loss = Samples.lostRun();

        assertThat(StatusCarry.reopened(StatusCarry.dismissed(loss, "a test order")))
                .isEqualTo(loss);
    }
}
