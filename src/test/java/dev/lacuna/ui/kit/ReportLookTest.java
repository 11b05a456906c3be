package dev.lacuna.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Finding;
import dev.lacuna.report.html.FindingLook;
import dev.lacuna.report.session.SavedSessions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportLookTest {

    @Test
    void findingsLookTheSameInTheWindowAndInTheReport() {
        List<Finding> findings =
                SavedSessions.of(11, 1, 4, 600, 2, "").streams().getFirst().findings();
        for (Finding finding : findings) {
            FindingLook look = FindingLook.of(finding);
            assertThat(look.tone().name())
                    .isEqualTo(FindingStyle.toneOf(finding).name());
            assertThat(look.shape().name())
                    .isEqualTo(FindingStyle.shapeOf(finding, FindingStyle.toneOf(finding))
                            .name());
        }
    }
}
