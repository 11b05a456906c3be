package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import dev.lacuna.model.MissingSum;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// Findings that are put together in the table, as one line above theirs: what they have in common, and sums.
///
/// @param key the same for the same group of a later scan
/// @param findings at least one, the leading one first
/// @param open whether the lines of its findings are to be seen
record FindingGroup(Grouping by, String key, List<Finding> findings, boolean open) implements FindingLine {

    private static final Texts TEXTS = Texts.of(FindingGroup.class);

    FindingGroup {
        findings = List.copyOf(findings);
    }

    @Override
    public String id() {
        return "group:" + key;
    }

    @Override
    public ObservableValue<Shown> shownProperty() {
        return new ReadOnlyObjectWrapper<>(new Shown(lead(), this));
    }

    Finding lead() {
        return findings.getFirst();
    }

    /// "4 × Missing sequence numbers"
    String title() {
        String name = switch (by) {
            case INCIDENT, NONE -> TEXTS.get("group.title.incident");
            case KIND -> FindingStyle.kindName(lead());
            case PARTITION -> FindingWords.where(lead());
        };
        return TEXTS.get("group.title", name, Formats.number(findings.size()));
    }

    String where() {
        return isOfOnePartition()
                ? FindingWords.where(lead())
                : TEXTS.get("group.partitions", count(Finding::partition));
    }

    boolean isOfOnePartition() {
        return count(Finding::partition) == 1;
    }

    private long count(Function<Finding, Object> part) {
        return findings.stream().map(part).distinct().count();
    }

    long fromMillis() {
        return findings.stream()
                .mapToLong(finding -> finding.time().fromMillis())
                .min()
                .orElseThrow();
    }

    String missing() {
        MissingSum sum = MissingSum.of(findings);
        return Formats.missing(sum.count(), sum.basis());
    }

    String briefMissing() {
        MissingSum sum = MissingSum.of(findings);
        return Formats.briefMissing(sum.count(), sum.basis());
    }

    String cause() {
        return by == Grouping.INCIDENT || count(Finding::cause) == 1
                ? TEXTS.get("cause." + lead().cause().id(), "…").replace(" …", "")
                : TEXTS.get("group.causes", count(Finding::cause));
    }

    String status() {
        long unsettled = findings.stream().filter(FindingsViewModel::isOpen).count();
        return unsettled == 0 && count(Finding::status) == 1
                ? FindingWords.status(lead())
                : TEXTS.get("group.open", Formats.number(unsettled));
    }
}
