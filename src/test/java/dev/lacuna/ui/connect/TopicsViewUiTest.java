package dev.lacuna.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.TimestampKind;
import dev.lacuna.source.StreamGlance;
import dev.lacuna.source.StreamSummary;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.kit.Ui;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class TopicsViewUiTest {

    private static final List<StreamSummary> THREE = List.of(
            new StreamSummary("customers", 3, false),
            new StreamSummary("orders", 6, false),
            new StreamSummary("orders.DLT", 1, false));

    private final AtomicReference<String> opened = new AtomicReference<>("");

    private static StreamGlance glance(String name, long positions, OptionalLong bytes, String policy) {
        return new StreamGlance(
                name,
                positions,
                bytes,
                policy,
                Optional.of(Duration.ofDays(7)),
                Optional.of(TimestampKind.CREATE),
                OptionalLong.of(1_000),
                "");
    }

    private TopicsView shown() {
        var view = new TopicsView(opened::set, Clock.systemUTC());
        view.show("shop", THREE);
        view.showLooking();
        return view;
    }

    @SuppressWarnings("unchecked")
    private static TableView<TopicRow> table(TopicsView view) {
        return Nodes.find((Parent) view.node(), TableView.class);
    }

    private static TableColumn<TopicRow, ?> column(TableView<TopicRow> table, String title) {
        return table.getColumns().stream()
                .filter(column -> column.getText().equals(title)
                        || column.getGraphic() instanceof Labeled label
                                && label.getText().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void linesFindTheirPlaceAsWhatTheyAreOrderedByBecomesKnown() {
        Ui.run(() -> {
            TopicsView view = shown();
            TableView<TopicRow> table = table(view);
            TableColumn<TopicRow, ?> positions = column(table, "Positions");
            positions.setSortType(TableColumn.SortType.DESCENDING);
            table.getSortOrder().add(positions);

            view.showGlance(glance("customers", 50, OptionalLong.empty(), "delete"));
            view.showGlance(glance("orders", 900, OptionalLong.empty(), "delete"));
            view.showGlance(glance("orders.DLT", 200, OptionalLong.empty(), "delete"));

            assertThat(table.getItems())
                    .extracting(TopicRow::name)
                    .containsExactly("orders", "orders.DLT", "customers");
        });
    }

    @Test
    void theTopicThatWasChosenStaysChosenWhenTopicsAreListedAnew() {
        Ui.run(() -> {
            TopicsView view = shown();
            table(view).getSelectionModel().select(1);
            view.show("shop", List.of(THREE.get(1), THREE.get(2)));

            assertThat(table(view).getSelectionModel().getSelectedItem().name()).isEqualTo("orders");
        });
    }

    @Test
    void saysHowLargeATopicIsAndOfWhatKind() {
        TopicsView view = Ui.on(this::shown);
        Stage stage = Ui.on(() -> Nodes.show((Parent) view.node(), 1000, 500));
        Ui.run(() -> {
            view.showGlance(glance("customers", 50, OptionalLong.of(12_300_000), "compact,delete"));
            view.showGlance(glance("orders", 900, OptionalLong.empty(), "delete"));
        });

        Nodes.await(() -> Nodes.texts((Parent) view.node(), Labeled.class)
                .containsAll(List.of("12.3 MB", "compacted", "dead letters", "?")));
        Ui.run(stage::close);
    }

    @Test
    void anEmptyTopicHasNoneAndNotAtMostNone() {
        TopicsView view = Ui.on(this::shown);
        Stage stage = Ui.on(() -> Nodes.show((Parent) view.node(), 1000, 500));
        Ui.run(() -> {
            view.showGlance(glance("customers", 0, OptionalLong.of(0), "delete"));
            view.showGlance(glance("orders", 900, OptionalLong.empty(), "delete"));
        });

        Nodes.await(() -> Nodes.texts((Parent) view.node(), Labeled.class).contains("≤ 900"));
        assertThat(Ui.on(() -> Nodes.texts((Parent) view.node(), Labeled.class)))
                .contains("0")
                .doesNotContain("≤ 0");
        Ui.run(stage::close);
    }

    @Test
    void headsOfNumbersStandOverTheirNumbers() {
        TopicsView view = Ui.on(this::shown);
        Stage stage = Ui.on(() -> Nodes.show((Parent) view.node(), 1000, 500));
        Ui.run(() -> {
            List<Labeled> heads = Nodes.all((Parent) view.node(), Labeled.class).stream()
                    .filter(label -> label.getText() != null)
                    .filter(label -> List.of("Partitions", "Positions", "Size").contains(label.getText()))
                    .toList();
            assertThat(heads).hasSize(3).allSatisfy(head -> {
                Node header = head;
                while (!header.getStyleClass().contains("column-header")) {
                    header = header.getParent();
                }
                Node words = head.lookup(".text");
                double right = words.localToScene(words.getLayoutBounds()).getMaxX();
                double edge = header.localToScene(header.getLayoutBounds()).getMaxX();
                assertThat(edge - right).as(head.getText()).isBetween(4.0, 9.0);
            });
        });
        Ui.run(stage::close);
    }

    @Test
    void whatCanBeTypedIsReadByWhoeverIsAboutTo() {
        TopicsView view = Ui.on(this::shown);
        Stage stage = Ui.on(() -> Nodes.show((Parent) view.node(), 1000, 500));
        Ui.run(() -> {
            TextField search = Nodes.find((Parent) view.node(), TextField.class);
            search.requestFocus();
            search.applyCss();
            assertThat(search.getPseudoClassStates()).contains(PseudoClass.getPseudoClass("focused"));
            assertThat(search.lookupAll(".text").stream()
                            .map(text -> (Text) text)
                            .filter(text -> text.getText().equals(search.getPromptText())))
                    .singleElement()
                    .satisfies(prompt -> {
                        assertThat(prompt.isVisible()).isTrue();
                        assertThat(((Color) prompt.getFill()).getOpacity()).isPositive();
                    });
        });
        Ui.run(stage::close);
    }

    @Test
    void saysWhereATopicCouldNotBeLookedAt() {
        TopicsView view = Ui.on(this::shown);
        Stage stage = Ui.on(() -> Nodes.show((Parent) view.node(), 1000, 500));
        assertThat(Ui.on(() -> Nodes.texts((Parent) view.node(), Labeled.class)))
                .doesNotContain("?");
        Ui.run(() -> view.showGlance(new StreamGlance(
                "orders",
                0,
                OptionalLong.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                "Partition orders/3 has no leader now.")));

        Nodes.await(() -> Nodes.texts((Parent) view.node(), Labeled.class).contains("?"));
        Ui.run(stage::close);
    }

    @Test
    void takesTheFocusThatItWasGivenBeforeItWasInTheScene() {
        Stage stage = Ui.on(() -> {
            var view = shown();
            var tasks = new Button("Tasks");
            var window = Nodes.show(new VBox(tasks), 900, 500);
            tasks.requestFocus();
            var columns = new SplitPane(view.node());
            ((VBox) window.getScene().getRoot()).getChildren().add(columns);
            view.focus();
            window.getScene().getRoot().applyCss();
            return window;
        });

        assertThat(Ui.on(() -> stage.getScene().getFocusOwner().getId())).isEqualTo("topic-search");
        Ui.run(stage::close);
    }
}
