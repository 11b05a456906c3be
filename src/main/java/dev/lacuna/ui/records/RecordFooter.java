package dev.lacuna.ui.records;

import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Motion;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/// The line below the records: what is listed and how far that has come, what a search has found, and a way to go on
/// with it.
final class RecordFooter {

    private static final Texts TEXTS = Texts.of(RecordFooter.class);

    private final RecordsViewModel model;
    private final Label listed = new Label();
    private final Label search = new Label();
    private final Hyperlink searchOn = new Hyperlink(TEXTS.get("search.on"));
    private final ProgressBar loading = new ProgressBar();
    private final HBox line = new HBox(10, loading, listed, search, searchOn);

    /// @param goOn searches on where a search has stopped
    RecordFooter(RecordsViewModel model, Runnable goOn) {
        this.model = model;
        loading.setPrefWidth(120);
        loading.setAccessibleText(TEXTS.get("loading"));
        listed.setMinWidth(0);
        search.setMinWidth(0);
        searchOn.setMinWidth(HBox.USE_PREF_SIZE);
        searchOn.setOnAction(event -> goOn.run());
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("records-footer");
    }

    Node node() {
        return line;
    }

    /// @param found what a search has found, in words; empty for none
    void tell(String found) {
        ListStanding.Phase phase = model.standing().phaseProperty().get();
        RecordHits hits = model.hits();
        String words = model.standing().messageProperty().get();
        boolean said = hits.isShown() || phase == ListStanding.Phase.IDLE; // above, in the table's place
        listed.setText(said ? "" : model.selection().isAll() ? TEXTS.get("all.chosen", words) : words);
        listed.setGraphic(
                switch (phase) {
                    case PART -> Icon.SUSPECT.node(Tone.SUSPECT);
                    case FAILED -> Icon.LOSS.node(Tone.LOSS);
                    default -> null;
                });
        show(listed, !listed.getText().isEmpty());
        search.setText(found);
        show(searchOn, hits.canGoOn());
        boolean busy = phase == ListStanding.Phase.LOADING || hits.isSearching();
        show(loading, busy);
        Motion.show(loading, hits.isSearching() ? hits.progress() : -1);
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
