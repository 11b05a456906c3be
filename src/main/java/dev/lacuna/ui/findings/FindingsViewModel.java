package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Incident;
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
import java.util.function.Predicate;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import org.jspecify.annotations.Nullable;

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
    private final ObservableList<FindingLine> lines = FXCollections.observableArrayList();
    private final Set<String> closed = new HashSet<>();
    private List<Incident> incidents = List.of();
    private Predicate<Finding> filter = finding -> true;

    private final StringProperty selectedId = new SimpleStringProperty(this, "selectedId", "");
    private final ObjectProperty<Grouping> grouping = new SimpleObjectProperty<>(this, "grouping", Grouping.NONE);
    private final ReadOnlyIntegerWrapper leftOut = new ReadOnlyIntegerWrapper(this, "leftOut", 0);
    private final BooleanProperty showBenign = new SimpleBooleanProperty(this, "showBenign", false);
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count", 0);
    private final ReadOnlyIntegerWrapper quiet = new ReadOnlyIntegerWrapper(this, "quiet", 0);
    private final ReadOnlyObjectWrapper<ScanGlance> glance =
            new ReadOnlyObjectWrapper<>(this, "glance", ScanGlance.NO_SCAN);

    FindingsViewModel() {
        showBenign.subscribe(show -> choose());
        grouping.subscribe(by -> group());
    }

    private void choose() {
        boolean quietToo = showBenign.get();
        Predicate<Finding> taken = filter;
        wanted.setPredicate(row -> (quietToo || !isQuiet(row.finding())) && taken.test(row.finding()));
        recount();
        group();
    }

    private void group() {
        if (grouping.get() == Grouping.NONE) {
            lines.clear();
            return;
        }
        List<FindingLine> grouped = FindingGroups.of(rows, grouping.get(), incidents, closed);
        if (!grouped.equals(lines)) {
            lines.setAll(grouped);
        }
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

    /// Whether any findings were seen to belong together.
    boolean hasIncidents() {
        return !incidents.isEmpty();
    }

    /// Takes over the present state of all findings: known lines change in place, new ones are added, others go.
    ///
    /// @param newIncidents what belongs together of them
    void update(List<Finding> findings, List<Incident> newIncidents) {
        incidents = newIncidents;
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
        group();
    }

    private void recount() {
        count.set((int) wanted.stream().filter(row -> isOpen(row.finding())).count());
        quiet.set((int) all.stream()
                .filter(row -> isQuiet(row.finding()) && filter.test(row.finding()))
                .count());
        leftOut.set(
                (int) all.stream().filter(row -> !filter.test(row.finding())).count());
    }

    /// The findings to show, one by one, worst first.
    ObservableList<FindingRow> rows() {
        return rows;
    }

    /// The lines to show where findings are put together; none where they are not.
    ObservableList<FindingLine> lines() {
        return lines;
    }

    /// Sorts the findings, or those within each group; null: worst first.
    void order(@Nullable Comparator<FindingLine> order) {
        rows.setComparator(order == null ? WORST_FIRST : order);
        group();
    }

    ObjectProperty<Grouping> groupingProperty() {
        return grouping;
    }

    /// Opens or closes a group.
    void toggle(FindingGroup group) {
        if (!closed.remove(group.key())) {
            closed.add(group.key());
        }
        group();
    }

    /// Opens the group that hides the finding, if one does.
    void open(String findingId) {
        for (FindingLine line : List.copyOf(lines)) {
            if (line instanceof FindingGroup group
                    && !group.open()
                    && group.findings().stream()
                            .anyMatch(finding -> finding.id().equals(findingId))) {
                toggle(group);
            }
        }
    }

    /// Leaves out what the filter does not take.
    void filter(Predicate<Finding> newFilter) {
        filter = newFilter;
        choose();
    }

    /// How many findings the filter leaves out.
    ReadOnlyIntegerProperty leftOutProperty() {
        return leftOut.getReadOnlyProperty();
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
