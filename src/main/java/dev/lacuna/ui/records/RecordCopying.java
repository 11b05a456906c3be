package dev.lacuna.ui.records;

import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// Puts the records that are chosen on the clipboard, in whatever form. What takes long, as megabytes do, is done in
/// the background.
final class RecordCopying {

    private static final Texts TEXTS = Texts.of(RecordCopying.class);

    private final FxPulse pulse;
    private final TaskRunner runner;
    private final RecordsViewModel model;
    private final Supplier<RecordActions> actions;
    private Consumer<String> onFailure = why -> {};

    RecordCopying(FxPulse pulse, TaskRunner runner, RecordsViewModel model, Supplier<RecordActions> actions) {
        this.pulse = pulse;
        this.runner = runner;
        this.model = model;
        this.actions = actions;
    }

    /// What is told why something could not be copied.
    void setOnFailure(Consumer<String> action) {
        onFailure = action;
    }

    ContextMenu menu() {
        var menu = new ContextMenu();
        menu.getItems().setAll(items());
        menu.setOnShowing(event -> {
            boolean none = lead().isEmpty();
            menu.getItems().forEach(item -> item.setDisable(none));
        });
        return menu;
    }

    /// What a menu of the forms offers.
    List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>();
        for (RecordCopies form : RecordCopies.values()) {
            items.add(item("copy." + form.name().toLowerCase(Locale.ROOT), () -> copy(form)));
        }
        items.add(new SeparatorMenuItem());
        items.add(item("copy.command", () -> command(lead().map(Row::place))));
        items.add(item("copy.list", () -> command(Optional.empty())));
        items.add(item("copy.kcat", () -> copy(RecordActions.OtherTool.KCAT)));
        items.add(item("copy.console", () -> copy(RecordActions.OtherTool.CONSOLE_CONSUMER)));
        return items;
    }

    private void command(Optional<RecordPlace> one) {
        boolean hits = one.isEmpty() && model.hits().isShown();
        TextClipboard.copy(actions.get().command(one, hits ? model.hits().filter() : Optional.empty()));
    }

    private static MenuItem item(String key, Runnable action) {
        var item = new MenuItem(TEXTS.get(key), Icon.COPY.node());
        item.setOnAction(event -> action.run());
        return item;
    }

    private Optional<Row> lead() {
        return model.leadProperty().get();
    }

    private void copy(RecordActions.OtherTool tool) {
        lead().ifPresent(row -> TextClipboard.copy(actions.get().command(row.place(), tool)));
    }

    /// Copies what is chosen, a line or more for each record.
    void copy(RecordCopies form) {
        Optional<List<Row>> chosen = chosen();
        if (chosen.isEmpty() || chosen.get().isEmpty()) {
            onFailure.accept(TEXTS.get(chosen.isEmpty() ? "copy.many" : "copy.none"));
            return;
        }
        onFailure.accept("");
        List<Row> rows = chosen.get();
        Optional<RecordList> list = model.list();
        PayloadReading reading = model.reading();
        if (!form.takesValue() || areShort(rows)) {
            TextClipboard.copy(text(form, rows, reading));
            return;
        }
        TaskHandle<String> making = runner.start(TEXTS.get("copy"), context -> {
            List<Row> whole = new ArrayList<>();
            for (Row row : rows) {
                whole.add(whole(row, list, context));
            }
            return text(form, whole, reading);
        });
        making.onEnd(ended -> pulse.post(() -> {
            ended.result().ifPresent(TextClipboard::copy);
            ended.failure()
                    .map(why -> TEXTS.get("failed.copy", ListStanding.words(why)))
                    .ifPresent(onFailure);
        }));
    }

    private static boolean areShort(List<Row> rows) {
        return rows.stream().noneMatch(Row::isCut)
                && rows.stream().mapToLong(Row::valueLength).sum() <= PayloadView.PREVIEW_BYTES;
    }

    private static String text(RecordCopies form, List<Row> rows, PayloadReading reading) {
        return rows.stream().map(row -> form.of(row, reading)).collect(Collectors.joining("\n"));
    }

    /// The records that are chosen, in their order; empty where they are not all at hand.
    Optional<List<Row>> chosen() {
        RecordSelection selection = model.selection();
        if (!selection.isMany()) {
            return Optional.of(lead().stream().toList());
        }
        boolean atHand = selection.isAll()
                ? model.standing().countedProperty().get()
                : selection.stretches().stream()
                        .allMatch(stretch -> model.row(stretch.first()).isPresent()
                                && model.row(stretch.last()).isPresent());
        return atHand
                ? Optional.of(model.atHand().stream()
                        .filter(row -> !row.isMarker() && selection.contains(row.place()))
                        .toList())
                : Optional.empty();
    }

    /// Only the beginning of a value is at hand, and the rest of it can't be had any more. No part goes for
    /// the whole.
    static final class RestGone extends Exception {
        private static final long serialVersionUID = 1;

        private RestGone(Row row) {
            super(TEXTS.get(
                    "rest.gone",
                    RecordWords.reference(row.event()),
                    Formats.size(
                            row.event().value() == null
                                    ? 0
                                    : row.event().value().length()),
                    Formats.size(row.valueLength())));
        }
    }

    /// The row with all of its value.
    ///
    /// @throws RestGone where that isn't in the log any more, the source doesn't answer, or a session kept
    /// but a part
    static Row whole(Row row, Optional<RecordList> list, TaskContext context) throws Exception {
        Row found = atHand(row, list, context);
        if (found.isCut()) {
            throw new RestGone(found);
        }
        return found;
    }

    /// The row with as much of its value as can be had, to be looked at.
    static Row atHand(Row row, Optional<RecordList> list, TaskContext context) throws Exception {
        return row.isCut() && list.isPresent()
                ? list.get().whole(row.place(), context).orElse(row)
                : row;
    }
}
