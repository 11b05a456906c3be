package dev.lacuna.ui.records;

import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/// What stands beside the table: one record in full, or two that were picked compared.
final class RecordDetail {

    private static final Texts TEXTS = Texts.of(RecordDetail.class);

    private final FxPulse pulse;
    private final TaskRunner runner;
    private final RecordsViewModel model;
    private final PayloadView payload;
    private final DiffView diff;
    private final StackPane root;

    RecordDetail(FxPulse pulse, Formats formats, TaskRunner runner, RecordsViewModel model, RecordCopying copying) {
        this.pulse = pulse;
        this.runner = runner;
        this.model = model;
        payload = new PayloadView(pulse, formats, runner, copying.items());
        diff = new DiffView(pulse, runner);
        diff.node().setVisible(false);
        root = new StackPane(payload.node(), diff.node());
        root.setMinHeight(0);
        // where there is too little room the end is cut off, and not what says which record it is
        root.setAlignment(Pos.TOP_LEFT);
    }

    Node node() {
        return root;
    }

    void show() {
        Optional<List<Row>> two = model.selection().pair().map(this::rows).filter(rows -> rows.size() == 2);
        diff.node().setVisible(two.isPresent());
        payload.node().setVisible(two.isEmpty());
        if (two.isPresent()) {
            diff.show(two.get().getFirst(), two.get().getLast(), model.reading(), model.list());
        } else {
            payload.show(model.leadProperty().get().orElse(null), model.reading(), model.list());
        }
    }

    private List<Row> rows(List<RecordPlace> places) {
        List<Row> rows = new ArrayList<>();
        places.forEach(place -> model.row(place).ifPresent(rows::add));
        return rows;
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
