package dev.lacuna.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Incident;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.gallery.Samples;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingGroupsTest {

    private final FindingsViewModel model = new FindingsViewModel();
    private final List<Finding> shown = Samples.findings().stream()
            .filter(finding -> !FindingsViewModel.isQuiet(finding))
            .toList();

    private List<String> ids() {
        return model.lines().stream().map(FindingLine::id).toList();
    }

    private FindingGroup firstGroup() {
        return model.lines().stream()
                .filter(FindingGroup.class::isInstance)
                .map(FindingGroup.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Incident incident(Finding... findings) {
        return new Incident(List.of(findings), new TimeSpan(0, 1));
    }

    @Test
    void putsEveryFindingOnceUnderItsKind() {
        model.update(Samples.findings(), List.of());
        model.groupingProperty().set(Grouping.KIND);

        assertThat(model.lines().stream().filter(FindingRow.class::isInstance).map(FindingLine::id))
                .containsExactlyInAnyOrderElementsOf(
                        shown.stream().map(Finding::id).toList());
        assertThat(ids().getFirst())
                .isEqualTo("group:" + Samples.lostRun().kind().id());
        FindingGroup lost = firstGroup();
        assertThat(lost.findings())
                .allMatch(finding -> finding.kind() == Samples.lostRun().kind());
        assertThat(lost.title()).startsWith(lost.findings().size() + " × ");
    }

    @Test
    void putsAnIncidentTogetherWithItsCauseFirstAndLeavesTheRestAlone() {
        Finding worst = shown.get(0);
        Finding cause = shown.get(2);
        model.update(Samples.findings(), List.of(incident(cause, worst)));
        model.groupingProperty().set(Grouping.INCIDENT);

        assertThat(model.lines().stream().filter(FindingGroup.class::isInstance))
                .hasSize(1);
        assertThat(firstGroup().findings().getFirst().id()).isEqualTo(cause.id());
        assertThat(model.lines()).hasSize(shown.size() + 1);
    }

    @Test
    void closesAGroupAndOpensItForTheFindingThatIsChosen() {
        model.update(Samples.findings(), List.of());
        model.groupingProperty().set(Grouping.KIND);
        FindingGroup group = firstGroup();
        int before = model.lines().size();

        model.toggle(group);

        assertThat(model.lines()).hasSize(before - group.findings().size());
        assertThat(firstGroup().id()).isEqualTo(group.id());

        model.open(group.findings().getLast().id());

        assertThat(model.lines()).hasSize(before);
    }

    @Test
    void keepsItsLinesWhereNothingChanges() {
        model.update(Samples.findings(), List.of());
        model.groupingProperty().set(Grouping.PARTITION);
        List<FindingLine> before = List.copyOf(model.lines());

        model.update(Samples.findings(), List.of());

        assertThat(model.lines()).isEqualTo(before);
    }

    @Test
    void sortsWithinGroupsAsTheTableIsSorted() {
        model.update(Samples.findings(), List.of());
        model.groupingProperty().set(Grouping.KIND);

        model.order(
                Comparator.comparing(line -> -line.findings().getFirst().time().fromMillis()));

        List<FindingLine> lines = model.lines();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i) instanceof FindingRow row && lines.get(i - 1) instanceof FindingRow before) {
                assertThat(row.finding().time().fromMillis())
                        .isLessThanOrEqualTo(before.finding().time().fromMillis());
            }
        }
    }

    @Test
    void addsUpWhatIsMissingAndSaysHowExactly() {
        model.update(Samples.findings(), List.of());
        model.groupingProperty().set(Grouping.KIND);
        FindingGroup lost = firstGroup();
        long sum = lost.findings().stream()
                .mapToLong(finding -> finding.missing().orElse(0))
                .sum();

        assertThat(lost.missing()).isEqualTo(sum + " exact");
        assertThat(lost.status()).contains("open");
    }

    @Test
    void leavesOutWhatTheFilterDoesNotTakeAndCountsIt() {
        model.update(Samples.findings(), List.of());
        model.filter(finding -> finding.partition().number() == 2);

        assertThat(model.rows())
                .isNotEmpty()
                .allMatch(row -> row.finding().partition().number() == 2);
        assertThat(model.leftOutProperty().get()).isEqualTo((int) Samples.findings().stream()
                .filter(finding -> finding.partition().number() != 2)
                .count());
        assertThat(model.countProperty().get()).isEqualTo((int) model.rows().stream()
                .filter(row -> FindingsViewModel.isOpen(row.finding()))
                .count());

        model.filter(finding -> true);

        assertThat(model.leftOutProperty().get()).isZero();
    }

    @Test
    void followsAFindingThatTheFilterTakesOnlyLater() {
        model.update(Samples.findings(), List.of());
        model.filter(finding -> finding.status() == FindingStatus.REPAIRED);
        int before = model.rows().size();

        model.update(
                Samples.findings().stream()
                        .map(finding -> finding.id().equals(Samples.lostRun().id())
                                ? finding.withStatus(FindingStatus.REPAIRED)
                                : finding)
                        .toList(),
                List.of());

        assertThat(model.rows()).hasSize(before + 1);
    }
}
