package dev.lacuna.ui.repair;

import dev.lacuna.ui.kit.Texts;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Asks in which partition copies are to stand, and answers as the command line takes it.
final class PartitionChoice extends HBox {

    private enum Rule {
        USUAL(""),
        KEEP("keep"),
        KEY("key"),
        PAIRS("");

        private final String word;

        Rule(String word) {
            this.word = word;
        }
    }

    private static final Texts TEXTS = Texts.of(PartitionChoice.class);

    private final ComboBox<Rule> rules = new ComboBox<>();
    private final TextField pairs = new TextField();
    private final Consumer<String> answer;
    private boolean showing;

    PartitionChoice(Consumer<String> answer) {
        super(8);
        this.answer = answer;
        setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(this, Priority.ALWAYS);
        HBox.setHgrow(pairs, Priority.ALWAYS);
        rules.getItems().setAll(Rule.values());
        rules.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Rule rule) {
                return rule == null
                        ? ""
                        : TEXTS.get("wish.partition." + rule.name().toLowerCase(Locale.ROOT));
            }

            @Override
            public Rule fromString(String text) {
                return Rule.USUAL;
            }
        });
        rules.setValue(Rule.USUAL);
        rules.setAccessibleText(TEXTS.get("wish.to-partition"));
        pairs.setPromptText(TEXTS.get("wish.partition.prompt"));
        pairs.setAccessibleText(TEXTS.get("wish.partition.pairs"));
        getChildren().setAll(rules, pairs);
        rules.valueProperty().subscribe(rule -> tell());
        pairs.textProperty().subscribe(text -> tell());
        showPairs();
    }

    private void tell() {
        showPairs();
        if (!showing) {
            Rule rule = rules.getValue();
            answer.accept(rule == Rule.PAIRS ? pairs.getText() : rule.word);
        }
    }

    private void showPairs() {
        boolean shown = rules.getValue() == Rule.PAIRS;
        pairs.setVisible(shown);
        pairs.setManaged(shown);
    }

    void show(String text) {
        showing = true;
        Rule rule = rules.getValue();
        String said = rule == Rule.PAIRS ? pairs.getText().strip() : rule.word;
        if (!said.equals(text)) {
            rules.setValue(ruleOf(text));
            pairs.setText(rules.getValue() == Rule.PAIRS ? text : "");
        }
        showing = false;
    }

    private static Rule ruleOf(String text) {
        return switch (text) {
            case "" -> Rule.USUAL;
            case "keep" -> Rule.KEEP;
            case "key" -> Rule.KEY;
            default -> Rule.PAIRS;
        };
    }
}
