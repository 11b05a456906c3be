package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.model.AbsentPartition;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.SourceWords;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSummary;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.kit.Ui;
import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class StreamTreeUiTest {

    private static final StreamSummary ORDERS = new StreamSummary("orders", 2, false);
    private static final StreamSummary PAYMENTS = new StreamSummary("payments", 2, false);
    private static final StreamSummary CLICKS = new StreamSummary("clicks", 10_000, false);
    private static final StreamSummary OFFSETS = new StreamSummary("__consumer_offsets", 2, true);

    private final Shop shop = new Shop();
    private final List<String> opened = new ArrayList<>();

    @AfterEach
    void close() {
        shop.runner.close();
    }

    private Connection connection(StreamSummary... streams) throws Exception {
        return connection("shop", streams);
    }

    private Connection connection(String name, StreamSummary... streams) throws Exception {
        var investigation =
                Investigation.open(SourceSpec.of(Shop.URI), new Sources(List.of(shop)), shop.runner, shop.gate, "test");
        return new Connection(
                investigation,
                SourceSpec.of(Shop.URI),
                SourceWords.NONE,
                name,
                List.of(),
                List.of(streams),
                investigation::close);
    }

    private final class Asked implements StreamTree.Actions {
        @Override
        public void open(String stream) {
            opened.add(stream);
        }

        @Override
        public void addToView(String stream) {}

        @Override
        public void removeFromView(String stream) {}

        @Override
        public void choose(String stream) {}

        @Override
        public void choose(String stream, int partition) {}

        @Override
        public void redrive(String stream) {}

        @Override
        public void rescan(String stream) {}

        @Override
        public void connectOther() {}

        @Override
        public void refreshStreams() {}

        @Override
        public void disconnect() {}

        @Override
        public String commandFor(String stream) {
            return "";
        }
    }

    @SuppressWarnings("unchecked")
    private static TreeView<StreamNode> view(StreamTree tree) {
        return Nodes.find((Parent) tree.node(), TreeView.class);
    }

    private static List<String> listed(StreamTree tree) {
        return view(tree).getRoot().getChildren().stream()
                .map(item -> item.getValue().text())
                .toList();
    }

    @Test
    void listsAnInternalStreamWhileItIsLookedAt() throws Exception {
        Connection connection = connection(ORDERS, OFFSETS);
        Ui.run(() -> {
            var tree = new StreamTree(new Asked());
            tree.show(connection, "", List.of());
            assertThat(listed(tree)).containsExactly("orders");

            tree.show(connection, "__consumer_offsets", List.of("__consumer_offsets"));

            assertThat(listed(tree)).containsExactly("orders", "__consumer_offsets");
            assertThat(view(tree)
                            .getSelectionModel()
                            .getSelectedItem()
                            .getValue()
                            .text())
                    .isEqualTo("__consumer_offsets");
        });
    }

    @Test
    void keepsWhatIsOpenAndChosenWhenStreamsAreListedAnew() throws Exception {
        Connection connection = connection(ORDERS, PAYMENTS);
        Ui.run(() -> {
            var tree = new StreamTree(new Asked());
            tree.show(connection, "orders", List.of("orders"));
            TreeItem<StreamNode> orders = view(tree).getRoot().getChildren().getFirst();
            view(tree).getRoot().getChildren().getLast().setExpanded(true);
            view(tree).getSelectionModel().select(orders.getChildren().getLast());

            tree.show(connection.withStreams(List.of(ORDERS, PAYMENTS, OFFSETS)), "orders", List.of("orders"));

            assertThat(view(tree).getSelectionModel().getSelectedItem().getValue())
                    .isEqualTo(orders.getChildren().getLast().getValue());
            assertThat(view(tree).getRoot().getChildren().getLast().isExpanded())
                    .isTrue();
        });
    }

    @Test
    void makesLinesOfPartitionsOnlyWhereSomebodyLooks() throws Exception {
        Connection connection = connection(ORDERS, CLICKS);
        Ui.run(() -> {
            var tree = new StreamTree(new Asked());
            tree.show(connection, "orders", List.of("orders"));
            var clicks = (StreamItem) view(tree).getRoot().getChildren().getLast();
            assertThat(clicks.isLeaf()).isFalse();

            tree.show(connection.withStreams(List.of(ORDERS, PAYMENTS, CLICKS)), "orders", List.of("orders"));
            assertThat(clicks.isFilled()).isFalse();

            clicks.setExpanded(true);
            assertThat(clicks.getChildren()).hasSize(10_000);
        });
    }

    @Test
    void aStreamOfVeryManyPartitionsIsNotOpenedUnasked() throws Exception {
        Connection connection = connection(CLICKS, ORDERS);
        Ui.run(() -> {
            var tree = new StreamTree(new Asked());
            tree.show(connection, "clicks", List.of("clicks"));

            assertThat(view(tree).getRoot().getChildren().getFirst().isExpanded())
                    .isFalse();
            assertThat(view(tree).getSelectionModel().getSelectedItem())
                    .isEqualTo(view(tree).getRoot().getChildren().getFirst());
        });
    }

    @Test
    void partitionsHaveTheirOwnNumbersAndThoseThatAreNotHereALineAsWell() throws Exception {
        Connection connection = connection(new StreamSummary("orders", List.of(0, 1, 4), false));
        Ui.run(() -> {
            var tree = new StreamTree(new Asked());
            tree.show(connection, "orders", List.of("orders"));
            var lines = view(tree).getRoot().getChildren().getFirst().getChildren();
            assertThat(lines)
                    .extracting(line -> line.getValue().text())
                    .containsExactly("partition 0", "partition 1", "partition 4");

            tree.showAbsent("orders", List.of(new AbsentPartition(3, false, "on broker 2")));
            assertThat(lines)
                    .extracting(line -> line.getValue().text())
                    .containsExactly("partition 0", "partition 1", "partition 3 · not here", "partition 4");
        });
    }

    @Test
    void theNameOfAFolderIsCutOffAtItsBeginning() throws Exception {
        Connection connection = connection("segments:/var/lib/kafka/copies/of-broker-7", ORDERS);
        Ui.run(() -> {
            var tree = new StreamTree(new Asked());
            Nodes.show((Parent) tree.node(), 180, 300);
            tree.show(connection, "orders", List.of("orders"));
            tree.node().getScene().getRoot().applyCss();
            tree.node().getScene().getRoot().layout();

            assertThat(tree.node().lookupAll(".text"))
                    .extracting(text -> ((Text) text).getText())
                    .filteredOn(words -> words.endsWith("-7"))
                    .singleElement()
                    .asString()
                    .startsWith("...");
        });
    }

    @Test
    void theMenuKeyOpensTheMenuOfTheChosenLine() throws Exception {
        Connection connection = connection(ORDERS, PAYMENTS);
        Ui.run(() -> {
            var tree = new StreamTree(new Asked());
            Nodes.show((Parent) tree.node(), 240, 300);
            tree.show(connection, "orders", List.of("orders"));
            view(tree)
                    .getSelectionModel()
                    .select(view(tree).getRoot().getChildren().getLast());
            tree.node().getScene().getRoot().layout();

            Event.fireEvent(
                    view(tree), new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 9, 9, 9, 9, true, null));

            assertThat(Window.getWindows())
                    .filteredOn(ContextMenu.class::isInstance)
                    .singleElement()
                    .satisfies(menu -> assertThat(((ContextMenu) menu).getItems())
                            .extracting(MenuItem::getText)
                            .startsWith("Open alone", "Add to view (Ctrl+click)"));
            List.copyOf(Window.getWindows()).forEach(Window::hide);
        });
    }

    @Test
    void narrowsManyStreamsDownByNameAndKeepsWhatIsLookedAt() throws Exception {
        List<StreamSummary> many = new ArrayList<>(List.of(ORDERS));
        for (int i = 0; i < 30; i++) {
            many.add(new StreamSummary("shop." + i + ".Returns", 1, false));
        }
        Connection few = connection(ORDERS, PAYMENTS);
        Connection connection = few.withStreams(many);
        Ui.run(() -> {
            var tree = new StreamTree(new Asked());
            tree.show(few, "orders", List.of("orders"));
            TextField field = (TextField) tree.node().lookup("#stream-search");
            assertThat(field.getParent().isVisible()).isFalse();

            tree.show(connection, "orders", List.of("orders"));
            assertThat(field.getParent().isVisible()).isTrue();
            field.setText("7.ret");
            assertThat(listed(tree)).containsExactly("orders", "shop.7.Returns", "shop.17.Returns", "shop.27.Returns");

            field.setText("nothing like it");
            assertThat(listed(tree)).containsExactly("orders");

            field.clear();
            assertThat(listed(tree)).hasSize(31);
        });
    }

    @Test
    void theArrowOpensALineAndNotItsStream() throws Exception {
        Connection connection = connection(ORDERS, PAYMENTS);
        Ui.run(() -> {
            var tree = new StreamTree(new Asked());
            Stage stage = Nodes.show((Parent) tree.node(), 240, 300);
            tree.show(connection, "orders", List.of("orders"));
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            TreeCell<?> cell = Nodes.all((Parent) tree.node(), TreeCell.class).stream()
                    .filter(each -> each.getItem() instanceof StreamNode.Stream stream
                            && stream.text().equals("payments"))
                    .findFirst()
                    .orElseThrow();
            Node arrow = cell.getDisclosureNode();
            click(cell, arrow.getBoundsInParent());
            assertThat(opened).isEmpty();

            click(cell, cell.getGraphic().getBoundsInParent());
            assertThat(opened).containsExactly("payments");
            stage.close();
        });
    }

    private static void click(TreeCell<?> cell, Bounds at) {
        Point2D scene = cell.localToScene(at.getCenterX(), at.getCenterY());
        double x = scene.getX();
        double y = scene.getY();
        cell.fireEvent(new MouseEvent(
                MouseEvent.MOUSE_CLICKED,
                x,
                y,
                x,
                y,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                true,
                false,
                true,
                new PickResult(cell, x, y)));
    }
}
