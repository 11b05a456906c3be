package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/// The tables below the timeline, a tab each with its count; that of groups is there where there are any.
final class WorkspaceTabs {

    private static final Texts TEXTS = Texts.of(WorkspaceTabs.class);

    // The numbers of the tabs, also while one of them isn't there.
    static final int FINDINGS = 0;
    static final int RECORDS = 1;
    static final int GROUPS = 2;
    static final int NOTES = 3;

    private static final double LEAST_HEIGHT = 120;

    private final TabPane tabs = new TabPane();
    private final Tab findings = new Tab();
    private final Tab records = new Tab();
    private final Tab groups = new Tab();
    private final Tab notes = new Tab();

    WorkspaceTabs(Node findingsNode, Node recordsNode, Node groupsNode, Node notesNode) {
        fill(findings, findingsNode);
        fill(records, recordsNode);
        fill(groups, groupsNode);
        fill(notes, notesNode);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getTabs().setAll(findings, records, notes);
        tabs.setMinHeight(LEAST_HEIGHT);
    }

    /// Only while it is in front: what is in the scene is styled and laid out, seen or not.
    private static void fill(Tab tab, Node content) {
        tab.selectedProperty().subscribe(chosen -> tab.setContent(chosen ? content : null));
    }

    Node node() {
        return tabs;
    }

    /// Brings the tab with that number to the front.
    void show(int number) {
        Tab tab = List.of(findings, records, groups, notes).get(number);
        if (tabs.getTabs().contains(tab)) {
            tabs.getSelectionModel().select(tab);
        }
    }

    void countFindings(long count) {
        title(findings, "tab.findings", count, true);
    }

    void countNotes(long count) {
        title(notes, "tab.notes", count, count > 0);
    }

    void countGroups(long count) {
        title(groups, "tab.groups", count, true);
        if (count == 0) {
            tabs.getTabs().remove(groups);
        } else if (!tabs.getTabs().contains(groups)) {
            tabs.getTabs().add(GROUPS, groups);
        }
    }

    /// Where records are not counted, the number is an upper bound and says so.
    void countRecords(long count, boolean counted) {
        title(records, "tab.records", count, count > 0 && counted);
        if (count > 0 && !counted) {
            records.setText(TEXTS.get("tab.records.most", Formats.compact(count)));
        }
    }

    void onRecordsChosen(Runnable action) {
        records.selectedProperty().subscribe(chosen -> {
            if (chosen) {
                action.run();
            }
        });
    }

    String recordsTitle() {
        return records.getText();
    }

    private static void title(Tab tab, String key, long count, boolean counted) {
        tab.setText(counted ? TEXTS.get(key) + "  " + Formats.number(count) : TEXTS.get(key));
    }
}
