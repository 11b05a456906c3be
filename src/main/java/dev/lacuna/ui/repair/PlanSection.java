package dev.lacuna.ui.repair;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What a plan copies: from where, to where, which positions, how much.
final class PlanSection extends VBox {

    private static final Texts TEXTS = Texts.of(PlanSection.class);
    private static final double ROW_HEIGHT = 26;
    private static final double HEADER_HEIGHT = 28;
    private static final int MOST_ROWS = 5;

    PlanSection(ReplayPlan plan) {
        super(10);
        Label amount = new Label(ReplayWords.amount(plan));
        Label closes = new Label(ReplayWords.closes(plan));
        closes.getStyleClass().add("muted");
        HBox facts = new HBox(10, amount, closes);
        getChildren().setAll(route(plan), facts, parts(plan));
        ReplayWords.choices(plan).forEach(line -> getChildren().add(Lines.text(line)));
        plan.notes().forEach(note -> getChildren().add(Lines.muted(note)));
    }

    private static Node route(ReplayPlan plan) {
        Node arrow = Icon.FORWARD.node();
        HBox route = new HBox(10, place("from", plan.from()), arrow, place("to", plan.to()));
        route.setAlignment(Pos.CENTER);
        return route;
    }

    private static Node place(String key, ReplayPlan.Place place) {
        Label head = new Label(TEXTS.get("place." + key));
        head.getStyleClass().add("h2");
        Label stream = new Label(place.stream());
        stream.getStyleClass().add("place-stream");
        Label source = new Label(place.uri());
        source.getStyleClass().add("muted");
        VBox card = new VBox(2, head, stream, source);
        card.getStyleClass().addAll("way", "place");
        card.setMinWidth(0);
        card.setPrefWidth(100);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }

    private static Node parts(ReplayPlan plan) {
        TableView<Part> table = new TableView<>(FXCollections.observableArrayList(plan.parts()));
        table.setAccessibleText(TEXTS.get("parts"));
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.getStyleClass().add("plan-parts");
        table.getColumns()
                .add(column("part.from", 90, part -> TEXTS.get("part.partition", Integer.toString(part.partition()))));
        table.getColumns().add(column("part.positions", 130, ReplayWords::positions));
        table.getColumns().add(column("part.only", 150, ReplayWords::only));
        table.getColumns().add(column("part.to", 90, ReplayWords::target));
        TableColumn<Part, String> events = column("part.events", 70, part -> Formats.number(part.events()));
        events.getStyleClass().add("number");
        table.getColumns().add(events);
        double height =
                HEADER_HEIGHT + ROW_HEIGHT * Math.min(MOST_ROWS, plan.parts().size()) + 2;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
        return table;
    }

    private static TableColumn<Part, String> column(String key, double width, Function<Part, String> text) {
        TableColumn<Part, String> column = new TableColumn<>(TEXTS.get(key));
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setSortable(false); // they are texts: 1,200 would come before 30
        column.setCellValueFactory(line -> new ReadOnlyStringWrapper(text.apply(line.getValue())));
        return column;
    }
}
