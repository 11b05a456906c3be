package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.TimeCell;
import dev.lacuna.ui.timeline.Axis;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The notes on a stream as a table: go to one, change it, let it go.
final class NotesView {

    /// What can be done with a note.
    ///
    /// @param go shows what it is about
    /// @param edit asks for other words
    /// @param remove lets it go
    /// @param say takes the words on why something was asked for in vain
    record Actions(Consumer<Note> go, Consumer<Note> edit, Consumer<Note> remove, Consumer<String> say) {}

    private static final Texts TEXTS = Texts.of(NotesView.class);
    private static final double ROW_HEIGHT = 26;
    private static final double LANES = 96;

    /// Wider than any screen, and still to be counted with.
    private static final double ALL_ROOM = 20_000;

    private static final double LANES_AND_STREAM = 200;

    /// As numbers, which as texts would stand 10 before 9.
    static final Comparator<Note> BY_PLACE =
            Comparator.comparing(Note::axis).thenComparingLong(Note::from).thenComparingLong(Note::to);

    static final Comparator<Note> BY_LANES =
            Comparator.comparing(Note::stream).thenComparing(NotesView::partitions, Arrays::compare);

    private final Formats formats;
    private final TableView<Note> table = new TableView<>();
    private final TableColumn<Note, Note> lanes;
    private final VBox box;
    private boolean severalStreams;

    /// @param clock tells how long ago a time was
    NotesView(Formats formats, InstantSource clock, Actions actions) {
        this.formats = formats;
        table.setFixedCellSize(ROW_HEIGHT);
        table.setAccessibleText(TEXTS.get("notes.name"));
        table.setPlaceholder(new Label(TEXTS.get("notes.none")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        var words = column(
                "notes.text",
                260,
                note -> note.text().replace('\n', ' '),
                Comparator.comparing(Note::text, String.CASE_INSENSITIVE_ORDER));
        words.setMinWidth(120);
        words.setMaxWidth(ALL_ROOM);
        lanes = column("notes.lanes", LANES, note -> lanes(note, severalStreams), BY_LANES);
        table.getColumns()
                .setAll(List.of(
                        column("notes.where", 268, note -> where(note, formats), BY_PLACE),
                        lanes,
                        writtenColumn(clock),
                        words));
        formats.zoneProperty().subscribe(zone -> table.refresh());
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                pressed("notes.go", actions.go(), actions.say());
                event.consume();
            } else if (event.getCode() == KeyCode.DELETE) {
                pressed("notes.remove", actions.remove(), actions.say());
                event.consume();
            }
        });
        table.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getClickCount() == 2) {
                chosen(actions.go());
            }
        });
        var bar = new HBox(
                8,
                button(Icon.ZOOM, "notes.go", actions.go()),
                button(Icon.NOTE, "notes.edit", actions.edit()),
                button(Icon.REMOVE, "notes.remove", actions.remove()));
        bar.getStyleClass().add("notes-bar");
        VBox.setVgrow(table, Priority.ALWAYS);
        box = new VBox(table, bar);
    }

    private Button button(Icon icon, String key, Consumer<Note> action) {
        var button = new Button(TEXTS.get(key), icon.node());
        button.getStyleClass().addAll("flat", "small");
        button.disableProperty()
                .bind(table.getSelectionModel().selectedItemProperty().isNull());
        button.setOnAction(event -> chosen(action));
        return button;
    }

    private void pressed(String key, Consumer<Note> action, Consumer<String> say) {
        if (table.getSelectionModel().isEmpty()) {
            String missing = table.getItems().isEmpty() ? "missing.notes" : "missing.note";
            say.accept(TEXTS.get(missing, Texts.called(TEXTS.get(key))));
        }
        chosen(action);
    }

    private void chosen(Consumer<Note> action) {
        Note note = table.getSelectionModel().getSelectedItem();
        if (note != null) {
            action.accept(note);
        }
    }

    private TableColumn<Note, Note> writtenColumn(InstantSource clock) {
        var column = column("notes.written", 176, note -> "", Comparator.comparingLong(Note::writtenMillis));
        column.setCellFactory(view ->
                new TimeCell<>(formats, clock, Note::writtenMillis, note -> formats.dateTime(note.writtenMillis())));
        return column;
    }

    /// It is as wide as that, no more and no less: room to spare is for the words.
    private TableColumn<Note, Note> column(
            String key, double width, Function<Note, String> value, Comparator<Note> order) {
        var column = new TableColumn<Note, Note>(TEXTS.get(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(view -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Note note, boolean empty) {
                super.updateItem(note, empty);
                setText(empty || note == null ? null : value.apply(note));
            }
        });
        column.setComparator(order);
        fix(column, width);
        return column;
    }

    private static void fix(TableColumn<?, ?> column, double width) {
        column.setMaxWidth(ALL_ROOM);
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setMaxWidth(width);
    }

    static String where(Note note, Formats formats) {
        if (note.axis() == Axis.OFFSET) {
            return TEXTS.get("notes.offsets", Formats.number(note.from()), Formats.number(note.to()));
        }
        if (note.to() - note.from() <= 1) {
            return formats.dateTime(note.from());
        }
        String span = formats.span(note.from(), note.to());
        return span.startsWith(formats.date(note.from())) ? span : formats.date(note.from()) + ' ' + span;
    }

    /// "partitions 0, 2"; with the stream, where there are several: "orders, partitions 0, 2"
    static String lanes(Note note, boolean severalStreams) {
        return severalStreams ? TEXTS.get("notes.in", note.stream(), lanes(note)) : lanes(note);
    }

    private static int[] partitions(Note note) {
        return note.partitions().stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private static String lanes(Note note) {
        return note.partitions().isEmpty()
                ? TEXTS.get("notes.all")
                : TEXTS.get(
                        "notes.some",
                        note.partitions().size(),
                        note.partitions().stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    Node node() {
        return box;
    }

    /// What was chosen stays chosen: its words may be what has changed.
    ///
    /// @param several whether several streams are shown: then each note names its own, even where all are
    /// of one
    void show(List<Note> notes, boolean several) {
        if (several != severalStreams) {
            // only then: a column that is fixed anew takes the room that the words have
            severalStreams = several;
            fix(lanes, several ? LANES_AND_STREAM : LANES);
        }
        Note chosen = table.getSelectionModel().getSelectedItem();
        table.getItems().setAll(notes);
        table.sort();
        if (chosen != null) {
            notes.stream()
                    .filter(note -> note.id().equals(chosen.id()))
                    .findFirst()
                    .ifPresent(table.getSelectionModel()::select);
        }
        table.refresh();
    }
}
