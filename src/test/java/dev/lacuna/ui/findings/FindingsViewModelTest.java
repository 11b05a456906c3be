package dev.lacuna.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Verdict;
import dev.lacuna.ui.gallery.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsViewModelTest {

    private final FindingsViewModel model = new FindingsViewModel();

    @Test
    void keepsTheLineOfAFindingThatChanges() {
        model.update(Samples.findings(), List.of());
        FindingRow line = model.row(Samples.lostRun().id()).orElseThrow();

        model.update(replaced(Samples.lostRun().withStatus(FindingStatus.REPAIRED)), List.of());

        assertThat(model.row(Samples.lostRun().id())).containsSame(line);
        assertThat(line.finding().status()).isEqualTo(FindingStatus.REPAIRED);
        assertThat(model.rows()).contains(line);
    }

    @Test
    void addsWhatIsNewAndDropsWhatIsGone() {
        model.update(Samples.findings().subList(0, 3), List.of());
        model.update(Samples.findings().subList(1, 5), List.of());

        assertThat(model.rows().stream().map(FindingRow::id))
                .containsExactlyInAnyOrderElementsOf(Samples.findings().subList(1, 5).stream()
                        .map(Finding::id)
                        .toList());
    }

    @Test
    void hidesWhatIsExplainedOrDismissedUntilItIsAskedFor() {
        model.update(replaced(Samples.lostRun().withStatus(FindingStatus.DISMISSED)), List.of());

        assertThat(model.rows().stream().map(FindingRow::id))
                .doesNotContain(Samples.lostRun().id(), Samples.markers().id());
        assertThat(model.quietProperty().get()).isEqualTo(2);

        model.showBenignProperty().set(true);

        assertThat(model.rows().stream().map(FindingRow::id))
                .contains(Samples.lostRun().id(), Samples.markers().id());
    }

    @Test
    void countsOnlyWhatIsOpen() {
        model.update(Samples.findings(), List.of());
        assertThat(model.countProperty().get()).isEqualTo(6);

        model.showBenignProperty().set(true);
        assertThat(model.countProperty().get())
                .as("explained ones are shown, not open")
                .isEqualTo(6);

        model.update(replaced(Samples.lostRun().withStatus(FindingStatus.REPAIRED)), List.of());
        assertThat(model.countProperty().get()).isEqualTo(5);
    }

    @Test
    void putsLossesFirstAndThenGoesByTime() {
        List<Finding> shuffled = new ArrayList<>(Samples.findings());
        java.util.Collections.reverse(shuffled);
        model.update(shuffled, List.of());

        assertThat(model.rows().stream().map(row -> row.finding().verdict()).limit(3))
                .containsExactly(Verdict.LOSS, Verdict.LOSS, Verdict.SUSPECT);
        assertThat(model.rows().getFirst().id()).isEqualTo(Samples.lostRun().id());
        assertThat(model.rows().getLast().finding().status()).isEqualTo(FindingStatus.REPAIRED);
    }

    private static List<Finding> replaced(Finding changed) {
        return Samples.findings().stream()
                .map(finding -> finding.id().equals(changed.id()) ? changed : finding)
                .toList();
    }
}
