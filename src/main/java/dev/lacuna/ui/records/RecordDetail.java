package dev.lacuna.ui.records;

import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What stands beside the table: one record in full, or two that were picked compared.
final class RecordDetail {

    private static final Texts TEXTS = Texts.of(RecordDetail.class);

    private final FxPulse pulse;
    private final TaskRunner runner;
    private final RecordsViewModel model;
    private final PayloadView payload;
    private final DiffView diff;
    private final RecordPair pair;
    private final Label keptWords = new Label();
    private final HBox keptBar = new HBox(8, keptWords);
    private final VBox root;

    RecordDetail(FxPulse pulse, Formats formats, TaskRunner runner, RecordsViewModel model, RecordCopying copying) {
        this.pulse = pulse;
        this.runner = runner;
        this.model = model;
        pair = new RecordPair(model);
        payload = new PayloadView(pulse, formats, runner, copying.items(), pair::toggle);
        diff = new DiffView(pulse, formats, runner);
        diff.node().setVisible(false);
        var both = new StackPane(payload.node(), diff.node());
        both.setMinHeight(0);
        // where there is too little room the end is cut off, and not what says which record it is
        both.setAlignment(Pos.TOP_LEFT);
        VBox.setVgrow(both, Priority.ALWAYS);
        root = new VBox(keptBar(), both);
        pair.keptProperty().subscribe((before, now) -> show());
    }

    private Node keptBar() {
        keptWords.setMinWidth(0);
        keptWords.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(keptWords, Priority.ALWAYS);
        var end = new Button(TEXTS.get("compare.end"), Icon.CLOSE.node());
        end.getStyleClass().addAll("flat", "small");
        end.setMinWidth(Region.USE_PREF_SIZE);
        end.setOnAction(event -> pair.toggle());
        keptBar.getChildren().add(end);
        keptBar.setAlignment(Pos.CENTER_LEFT);
        keptBar.getStyleClass().add("kept-bar");
        return keptBar;
    }

    /// Which two are compared.
    RecordPair pair() {
        return pair;
    }

    Node node() {
        return root;
    }

    void show() {
        pair.check();
        Optional<Row> kept = pair.keptProperty().get();
        keptBar.setVisible(kept.isPresent());
        keptBar.setManaged(kept.isPresent());
        Optional<List<Row>> two = pair.rows();
        kept.ifPresent(row -> keptWords.setText(
                TEXTS.get(two.isEmpty() ? "compare.go" : "compare.with", RecordWords.reference(row.event()))));
        diff.node().setVisible(two.isPresent());
        payload.node().setVisible(two.isEmpty());
        if (two.isPresent()) {
            diff.show(two.get().getFirst(), two.get().getLast(), model.reading(), model.list());
        } else {
            payload.show(model.leadProperty().get().orElse(null), model.reading(), model.list());
        }
    }

    /// Looks up what is chosen, where that is more than one record; else everything that is listed.
    ///
    /// @param then is given at most one range per partition in each list
    /// @param failed is given why it could not be looked up, for people
    void ranges(Consumer<List<List<PartitionRange>>> then, Consumer<String> failed) {
        model.list().ifPresent(list -> {
            List<RecordSelection.Stretch> stretches =
                    model.selection().isMany() && !model.selection().isAll()
                            ? model.selection().stretches()
                            : List.of();
            TaskHandle<List<List<PartitionRange>>> task =
                    runner.start(TEXTS.get("table"), context -> ranges(list, stretches));
            task.onEnd(ended -> pulse.post(() -> {
                task.result().ifPresent(then);
                task.failure().map(ListStanding::words).ifPresent(failed);
            }));
        });
    }

    private static List<List<PartitionRange>> ranges(RecordList list, List<RecordSelection.Stretch> stretches)
            throws Exception {
        if (stretches.isEmpty()) {
            return List.of(list.ranges());
        }
        List<List<PartitionRange>> ranges = new ArrayList<>();
        for (RecordSelection.Stretch stretch : stretches) {
            ranges.add(list.between(stretch.first(), stretch.last()));
        }
        return ranges;
    }
}
