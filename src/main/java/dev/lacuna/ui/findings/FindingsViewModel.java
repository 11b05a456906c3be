package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Verdict;
import dev.lacuna.ui.kit.FindingStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;

/// The findings of a scan as lines of a table: which are shown, in which order, which one is selected.
final class FindingsViewModel {

    /// What matters most comes first; what matters alike, in order of time and place.
    static final Comparator<FindingRow> WORST_FIRST = Comparator.<FindingRow>comparingInt(
                    row -> -FindingStyle.of(row.finding()).rank())
            .thenComparing(row -> row.finding().time().fromMillis())
            .thenComparing(row -> row.finding().partition())
            .thenComparing(FindingRow::id);

    private final Map<String, FindingRow> byId = new HashMap<>();
    private final ObservableList<FindingRow> all =
            FXCollections.observableArrayList(row -> new Observable[] {row.findingProperty()});
    private final FilteredList<FindingRow> wanted = new FilteredList<>(all, row -> !isQuiet(row.finding()));
    private final SortedList<FindingRow> rows = new SortedList<>(wanted, WORST_FIRST);

    private final StringProperty selectedId = new SimpleStringProperty(this, "selectedId", "");
    private final BooleanProperty showBenign = new SimpleBooleanProperty(this, "showBenign", false);
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count", 0);
    private final ReadOnlyIntegerWrapper quiet = new ReadOnlyIntegerWrapper(this, "quiet", 0);
    private final ReadOnlyObjectWrapper<ScanGlance> glance =
            new ReadOnlyObjectWrapper<>(this, "glance", ScanGlance.NO_SCAN);

    FindingsViewModel() {
        showBenign.subscribe(show -> {
            wanted.setPredicate(show ? row -> true : row -> !isQuiet(row.finding()));
            recount();
        });
    }

    /// Whether it needs nobody's attention: explained, or dismissed by somebody.
    static boolean isQuiet(Finding finding) {
        return finding.verdict() == Verdict.BENIGN
                || finding.status() == FindingStatus.EXPLAINED
                || finding.status() == FindingStatus.DISMISSED;
    }

    static boolean isOpen(Finding finding) {
        return finding.status() == FindingStatus.OPEN || finding.status() == FindingStatus.REOPENED;
    }

    /// Takes over the present state of all findings: known lines change in place, new ones are added, others go.
    void update(List<Finding> findings) {
        List<FindingRow> added = new ArrayList<>();
        Set<String> present = new HashSet<>();
        for (Finding finding : findings) {
            present.add(finding.id());
            FindingRow row = byId.get(finding.id());
            if (row == null) {
                row = new FindingRow(finding);
                byId.put(finding.id(), row);
                added.add(row);
            } else {
                row.show(finding);
            }
        }
        if (byId.size() > present.size()) {
            byId.keySet().retainAll(present);
            all.removeIf(row -> !present.contains(row.id()));
        }
        all.addAll(added);
        recount();
    }

    private void recount() {
        count.set((int) wanted.stream().filter(row -> isOpen(row.finding())).count());
        quiet.set((int) all.stream().filter(row -> isQuiet(row.finding())).count());
    }

    /// The lines to show, worst first.
    ObservableList<FindingRow> rows() {
        return rows;
    }

    Optional<FindingRow> row(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The chosen finding's id; empty for none. It may name a finding whose line is not shown.
    StringProperty selectedIdProperty() {
        return selectedId;
    }

    BooleanProperty showBenignProperty() {
        return showBenign;
    }

    /// How many open findings are shown.
    ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /// How many are explained or dismissed, shown or not.
    ReadOnlyIntegerProperty quietProperty() {
        return quiet.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<ScanGlance> glanceProperty() {
        return glance.getReadOnlyProperty();
    }

    void look(ScanGlance now) {
        glance.set(now);
    }
}
