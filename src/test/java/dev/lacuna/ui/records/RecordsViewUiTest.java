package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.gallery.ListedRecords;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.stage.Window;
import jfx.incubator.scene.control.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class RecordsViewUiTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final FxPulse pulse = new FxPulse();
    private final Formats formats = new Formats();

    @AfterEach
    void close() {
        runner.close();
    }

    private RecordsView loaded(RecordPage page) {
        RecordsView view = Ui.on(() -> {
            RecordsView made = new RecordsView(pulse, formats);
            Nodes.show((Parent) made.node(), 1000, 400);
            made.load(runner.start("read", context -> ListedRecords.of(page)));
            return made;
        });
        Nodes.await(() ->
                view.countProperty().get() == page.rows().size() && view.lead().isPresent());
        return view;
    }

    private static CodeArea code(RecordsView view) {
        return Nodes.find((Parent) view.node(), CodeArea.class);
    }

    @Test
    void drawsEveryThemeWithoutAComplaintOfTheStylesheet() {
        for (Theme theme : Theme.values()) {
            // windows of other tests would be dressed anew, too, and complain on the way
            Ui.run(() -> {
                List.copyOf(Window.getWindows()).forEach(Window::hide);
                theme.apply();
            });
            RecordsView[] view = new RecordsView[1];
            assertThat(Ui.cssWarnings(() -> {
                        view[0] = new RecordsView(pulse, formats);
                        Nodes.show((Parent) view[0].node(), 1000, 400);
                        var ended = runner.start("read", context -> (RecordList) ListedRecords.of(Samples.page(30)));
                        try {
                            ended.await();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                        view[0].load(ended);
                    }))
                    .isEmpty();
            Nodes.await(() -> view[0].lead().isPresent());
            assertThat(Ui.cssWarnings(() -> view[0].node().snapshot(null, null)))
                    .isEmpty();
        }
    }

    @Test
    void showsTheFirstRecordInFullAndFollowsTheSelection() {
        RecordsView view = loaded(Samples.page(30));

        assertThat(Ui.on(() -> Nodes.texts((Parent) view.node(), Label.class))).contains("orders/1@4110");
        assertThat(Ui.on(() -> code(view).getPlainText(1))).isEqualTo("  \"orderId\": \"o-48100\",");

        Ui.run(() -> Nodes.find((Parent) view.node(), TableView.class)
                .getSelectionModel()
                .clearAndSelect(2));

        assertThat(Ui.on(() -> Nodes.texts((Parent) view.node(), Label.class)))
                .contains("orders/3@4112")
                .anyMatch(text -> text.startsWith("Tombstone: the value is null"));
    }

    @Test
    void fillsItsTableOnceItIsInTheScene() {
        RecordsView view = Ui.on(() -> {
            RecordsView made = new RecordsView(pulse, formats);
            made.load(runner.start("read", context -> ListedRecords.of(Samples.page(30))));
            return made;
        });
        Nodes.await(() -> view.lead().isPresent());
        TableView<?> table = Ui.on(() -> {
            SplitPane split = (SplitPane) ((BorderPane) view.node()).getCenter();
            return (TableView<?>) ((BorderPane) split.getItems().getFirst()).getCenter();
        });
        assertThat(Ui.on(() -> table.getItems().size())).isZero();

        Ui.run(() -> Nodes.show((Parent) view.node(), 1000, 400));

        assertThat(Ui.on(() -> table.getItems().size())).isPositive();
        assertThat(Ui.on(() -> Nodes.texts((Parent) view.node(), Label.class))).contains("orders/1@4110");
    }

    @Test
    void showsTheRestOfALargeValueOnDemand() {
        String json = "[" + "{\"text\":\"words\"},".repeat(20_000) + "{}]";
        Event like = Samples.page(1).rows().getFirst().event();
        Event large = new Event(
                like.partition(), like.position(), like.millis(), like.timestamps(), null, Bytes.utf8(json), List.of());
        RecordsView view = loaded(new RecordPage(List.of(new RecordPage.Row(large, Fate.COMMITTED)), ""));
        int preview = Ui.on(() -> code(view).getParagraphCount());
        assertThat(preview).isLessThan(20_000);

        Ui.run(() -> Nodes.button((Parent) view.node(), "Show all").fire());
        Nodes.await(() -> code(view).getParagraphCount() > preview);

        assertThat(Ui.on(() -> code(view).getParagraphCount())).isEqualTo(60_003);
        Ui.run(() -> Nodes.button((Parent) view.node(), "Hex").fire());
        assertThat(Ui.on(() -> code(view).getPlainText(0))).startsWith("000000  5b 7b 22 74");
    }

    @Test
    void saysWhyThereIsNothing() {
        RecordsView view = loaded(Samples.page(3));

        Ui.run(() -> view.clear("Choose a range first."));

        Nodes.await(() -> Nodes.texts((Parent) view.node(), Label.class)
                .containsAll(List.of("Choose a range first.", "Select a record to see it in full.")));
        assertThat(Ui.on(() -> view.countProperty().get())).isZero();
    }

    private static ListedRecords of(StreamRef... streams) {
        List<RecordPage.Row> rows = Samples.page(6).rows();
        return new ListedRecords(rows.size(), number -> rows.get((int) number), List.of()) {
            @Override
            public List<PartitionRange> ranges() {
                return Stream.of(streams)
                        .map(stream -> new PartitionRange(stream.partition(1), PositionRange.offsets(0, 9_000)))
                        .toList();
            }
        };
    }

    private static boolean hasTopics(RecordsView view) {
        TableView<?> table = Nodes.find((Parent) view.node(), TableView.class);
        return table.getVisibleLeafColumns().stream()
                .anyMatch(column -> column.getText().equals("Topic"));
    }

    @Test
    void namesTheTopicOfEachRecordWhereThereAreSeveral() {
        StreamRef upstream = new StreamRef(Samples.ORDERS.source(), "orders-upstream");
        RecordsView view = loaded(Samples.page(6));
        assertThat(Ui.on(() -> hasTopics(view))).isFalse();

        Ui.run(() -> view.load(runner.start("read", context -> of(Samples.ORDERS, upstream))));
        Nodes.await(() -> hasTopics(view)
                && Nodes.texts((Parent) view.node(), TableCell.class).contains("orders"));

        Ui.run(() -> view.load(runner.start("read", context -> of(Samples.ORDERS))));
        Nodes.await(() -> !hasTopics(view));
    }

    @Test
    void aSlashLeadsToTheFilterAndIsNoPartOfIt() {
        RecordsView view = loaded(Samples.page(6));
        Ui.run(() -> {
            TableView<?> table = Nodes.find((Parent) view.node(), TableView.class);
            table.requestFocus();
            type(table, KeyEvent.KEY_PRESSED, KeyCode.SLASH, KeyEvent.CHAR_UNDEFINED);
            type(view.node().getScene().getFocusOwner(), KeyEvent.KEY_TYPED, KeyCode.UNDEFINED, "/");
        });

        assertThat(Ui.on(() -> view.node().getScene().getFocusOwner()))
                .isInstanceOfSatisfying(TextField.class, field -> {
                    assertThat(field.getPromptText()).contains("value.");
                    assertThat(field.getText()).isEmpty();
                });
    }

    private static void press(RecordsView view, KeyCode code, boolean shift, boolean shortcut) {
        Ui.run(() -> Nodes.find((Parent) view.node(), TableView.class)
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, shortcut, false, false)));
    }

    private static List<String> compared(RecordsView view) {
        return Ui.on(() -> ((TableView<?>) view.node().lookup(".diff-table"))
                .getColumns().stream().skip(1).map(TableColumn::getText).toList());
    }

    private static boolean isCompared(RecordsView view) {
        return view.node().lookup(".diff-table").getParent().isVisible();
    }

    @Test
    void comparesTwoNeighboursThatShiftAndAnArrowChoose() {
        RecordsView view = loaded(Samples.page(6));
        press(view, KeyCode.DOWN, true, false);

        Nodes.await(() -> isCompared(view));
        assertThat(compared(view))
                .containsExactly(
                        reference(view.model().rows().get(0)),
                        reference(view.model().rows().get(1)));

        press(view, KeyCode.DOWN, true, false);
        Nodes.await(() -> !isCompared(view));
    }

    @Test
    void keepsARecordAndComparesItWithWhicheverOneGoesTo() {
        RecordsView view = loaded(Samples.page(6));
        List<RecordPage.Row> rows = view.model().rows();
        press(view, KeyCode.D, false, true);
        assertThat(Ui.on(() -> isCompared(view))).isFalse();
        assertThat(Nodes.texts((Parent) view.node(), Label.class))
                .contains(reference(rows.get(0)) + " is kept: go to the record to compare it with.");

        press(view, KeyCode.DOWN, false, false);
        press(view, KeyCode.DOWN, false, false);
        Nodes.await(() -> isCompared(view));
        assertThat(compared(view)).containsExactly(reference(rows.get(0)), reference(rows.get(2)));

        press(view, KeyCode.ESCAPE, false, false);
        Nodes.await(() -> !isCompared(view));
        assertThat(view.model().selection().lead()).contains(rows.get(2).place());
    }

    @Test
    void comparesNothingWithARecordOfAListThatIsNotShownAnyMore() {
        RecordsView view = loaded(Samples.page(6));
        press(view, KeyCode.D, false, true);
        Ui.run(() -> view.load(runner.start("read", context -> ListedRecords.of(Samples.page(4)))));

        Nodes.await(() -> view.countProperty().get() == 4);
        press(view, KeyCode.DOWN, false, false);
        assertThat(Ui.on(() -> isCompared(view))).isFalse();
        assertThat(Nodes.texts((Parent) view.node(), Label.class)).noneMatch(words -> words.contains("is kept"));
    }

    private static String reference(RecordPage.Row row) {
        return RecordWords.reference(row.event());
    }

    private static void type(Node at, EventType<KeyEvent> type, KeyCode code, String character) {
        at.fireEvent(new KeyEvent(type, character, "", code, false, false, false, false));
    }

    @Test
    void timesHaveTheirDateWhereAnyRecordIsOfAnotherDay() {
        long day = 86_400_000;
        List<RecordPage.Row> rows = new ArrayList<>();
        for (long offset : new long[] {0, day, 0}) {
            Event like = Samples.page(1).rows().getFirst().event();
            rows.add(new RecordPage.Row(
                    new Event(
                            like.partition(),
                            Position.offset(rows.size()),
                            like.millis() + offset,
                            like.timestamps(),
                            like.key(),
                            like.value(),
                            like.headers()),
                    Fate.COMMITTED));
        }
        RecordTable table = Ui.on(() -> new RecordTable(formats, InstantSource.system(), PayloadReading::none));
        Ui.run(() -> {
            table.show(RecordColumn.USUAL);
            double narrow = table.node().getColumns().getFirst().getMinWidth();
            table.fit(rows, false);
            double wide = table.node().getColumns().getFirst().getMinWidth();
            assertThat(wide).isGreaterThan(narrow);

            table.show(List.of(RecordColumn.Part.TIME, RecordColumn.Part.KEY));
            assertThat(table.node().getColumns().getFirst().getMinWidth())
                    .as("of other columns")
                    .isEqualTo(wide);

            table.show(List.of(RecordColumn.Part.KEY));
            table.fit(rows.subList(0, 1), false);
            table.show(RecordColumn.USUAL);
            assertThat(table.node().getColumns().getFirst().getMinWidth())
                    .as("of records that came while no time was shown")
                    .isEqualTo(narrow);
        });
    }
}
