package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

/// Ties the table's selection to the model's selected id, both ways, and keeps it while lines come, change and move.
final class SelectedLines {

    private final TableView<FindingLine> table;
    private final FindingsViewModel model;
    private boolean syncing;

    SelectedLines(TableView<FindingLine> table, FindingsViewModel model) {
        this.table = table;
        this.model = model;
        table.getSelectionModel().selectedItemProperty().subscribe(line -> {
            if (!syncing) {
                syncing = true;
                model.selectedIdProperty()
                        .set(line == null ? "" : line.findings().getFirst().id());
                syncing = false;
            }
        });
        model.selectedIdProperty().subscribe(id -> {
            if (!syncing) {
                syncing = true;
                model.open(id);
                select(Set.of(id), id);
                reveal(id);
                syncing = false;
            }
        });
        model.showBenignProperty().subscribe(show -> keepWhile(() -> {}));
    }

    /// Runs what changes the lines; afterwards the same findings are selected as before.
    void keepWhile(Runnable change) {
        if (syncing) {
            change.run();
            return;
        }
        syncing = true;
        Set<String> before = ids();
        String lead = model.selectedIdProperty().get();
        // a group that is selected stands for the finding that leads it
        if (!lead.isEmpty() && !isGroupSelected()) {
            before.add(lead);
        }
        try {
            change.run();
            if (!ids().equals(before)) {
                select(before, lead);
            }
        } finally {
            syncing = false;
        }
    }

    private boolean isGroupSelected() {
        return table.getSelectionModel().getSelectedItem() instanceof FindingGroup;
    }

    private Set<String> ids() {
        return table.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .map(FindingLine::id)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /// Selects those of the ids that are shown; the lead comes last, so that it is the selected item.
    private void select(Set<String> ids, String leadId) {
        var chosen = table.getSelectionModel();
        chosen.clearSelection();
        for (int i = 0; i < table.getItems().size(); i++) {
            String id = table.getItems().get(i).id();
            if (ids.contains(id) && !id.equals(leadId)) {
                chosen.select(i);
            }
        }
        model.row(leadId).filter(row -> ids.contains(row.id())).ifPresent(row -> {
            if (table.getItems().contains(row)) {
                chosen.select(row);
            }
        });
    }

    private void reveal(String id) {
        int index = model.row(id).map(table.getItems()::indexOf).orElse(-1);
        if (index < 0) {
            return;
        }
        table.getFocusModel().focus(index);
        if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                && flow.getFirstVisibleCell() != null
                && flow.getFirstVisibleCell().getIndex() <= index
                && index <= flow.getLastVisibleCell().getIndex()) {
            return;
        }
        table.scrollTo(Math.max(0, index - 2)); // two lines of context above it
    }

    /// The selected findings; a group's are all of its own.
    List<Finding> findings() {
        return table.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .flatMap(line -> line.findings().stream())
                .distinct()
                .toList();
    }

    /// The line selected last.
    Optional<FindingLine> line() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }
}
