package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The evidence of a finding in aligned columns of fixed-width type.
final class EvidencePane extends GridPane {

    private static final Texts TEXTS = Texts.of(EvidencePane.class);
    private static final int COLUMNS = 3;

    private final EvidenceText text;
    private List<EvidenceLine> lines = List.of();

    EvidencePane(Formats formats) {
        text = new EvidenceText(formats);
        getStyleClass().addAll("evidence", "evidence-grid", "mono");
        setMinHeight(Region.USE_PREF_SIZE); // where there is no room for it the details scroll
        for (int i = 0; i < COLUMNS; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHgrow(i == COLUMNS - 1 ? Priority.ALWAYS : Priority.SOMETIMES);
            column.setMinWidth(Region.USE_PREF_SIZE);
            getColumnConstraints().add(column);
        }
        getColumnConstraints().getLast().setMinWidth(0);
        MenuItem copy = new MenuItem(TEXTS.get("evidence.copy"));
        copy.setOnAction(event ->
                TextClipboard.copy(lines.stream().map(EvidenceLine::text).collect(Collectors.joining("\n"))));
        ContextMenu menu = new ContextMenu(copy);
        setOnContextMenuRequested(event -> menu.show(this, event.getScreenX(), event.getScreenY()));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void show(Finding finding) {
        lines = text.lines(finding);
        getChildren().clear();
        for (int row = 0; row < lines.size(); row++) {
            addLine(row, lines.get(row), finding);
        }
    }

    private void addLine(int row, EvidenceLine line, Finding finding) {
        String[] cells = line.text().split("\t", -1);
        for (int i = 0; i < cells.length; i++) {
            Label cell = new Label(cells[i]);
            cell.setMinWidth(0);
            switch (line.role()) {
                case MISSING ->
                    cell.getStyleClass().add(FindingStyle.of(finding).tone().textClass());
                case FACT -> {
                    if (i == 0) {
                        cell.getStyleClass().add("muted");
                    } else {
                        cell.setWrapText(true);
                    }
                }
                case EVENT -> {}
            }
            boolean last = i == cells.length - 1;
            add(cell, i, row, last ? COLUMNS - i : 1, 1);
        }
    }
}
