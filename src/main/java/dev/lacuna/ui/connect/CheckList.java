package dev.lacuna.ui.connect;

import dev.lacuna.investigation.CheckReport;
import dev.lacuna.source.CheckStep;
import dev.lacuna.source.CheckStep.Kind;
import dev.lacuna.source.CheckStep.State;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The steps of a check, one under another, as they come.
final class CheckList {

    private static final Texts TEXTS = Texts.of(CheckList.class);

    private final VBox lines = new VBox(7);
    private final ScrollPane scroll = new ScrollPane(lines);

    CheckList() {
        lines.getStyleClass().add("check-list");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().addAll("edge-to-edge", "check-scroll");
        scroll.setFocusTraversable(false);
        scroll.setAccessibleText(TEXTS.get("check.list"));
        showNothing();
    }

    Node node() {
        return scroll;
    }

    /// Before anything was tried.
    void showNothing() {
        var what = new Label(TEXTS.get("check.none"));
        what.getStyleClass().add("muted");
        what.setWrapText(true);
        lines.getChildren().setAll(what);
    }

    /// @param running whether more is to come
    void show(CheckReport report, boolean running, boolean write) {
        List<Node> shown = new ArrayList<>();
        Set<Kind> left = EnumSet.complementOf(EnumSet.of(Kind.OPEN));
        if (!write) {
            left.remove(Kind.WRITE);
        }
        for (CheckStep step : report.steps()) {
            left.remove(step.kind());
            shown.add(line(step));
        }
        if (running) {
            report.now().ifPresent(kind -> {
                left.remove(kind);
                shown.add(line(Icon.WAITING, Tone.INFO, name(kind, report.on()), TEXTS.get("check.now"), "", ""));
            });
            left.forEach(kind -> shown.add(line(Icon.PLAIN, Tone.PLAIN, name(kind, ""), "", "", "")));
        }
        lines.getChildren().setAll(shown);
        // what fails last is seen without being looked for
        report.failure().ifPresent(failed -> scroll.setVvalue(failed.kind().compareTo(Kind.METADATA) > 0 ? 1 : 0));
    }

    private static Node line(CheckStep step) {
        Tone tone = toneOf(step.state());
        Icon icon = step.state() == State.SKIPPED ? Icon.PLAIN : Icon.of(tone);
        String took = step.state() == State.SKIPPED ? "" : Formats.duration(step.took());
        return line(icon, tone, name(step.kind(), step.subject()), step.told(), step.advice(), took);
    }

    private static Tone toneOf(State state) {
        return switch (state) {
            case OK -> Tone.OK;
            case DOUBT -> Tone.SUSPECT;
            case FAILED -> Tone.LOSS;
            case SKIPPED -> Tone.PLAIN;
        };
    }

    private static String name(Kind kind, String subject) {
        String name = TEXTS.get("check.kind." + kind.name().toLowerCase(Locale.ROOT));
        return subject.isEmpty() ? name : name + " · " + subject;
    }

    private static Node line(Icon icon, Tone tone, String name, String told, String advice, String took) {
        var head = new Label(name);
        head.getStyleClass().add("check-name");
        head.setMinWidth(0);
        var time = new Label(took);
        time.getStyleClass().add("muted");
        time.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var words = new VBox(1, new HBox(6, head, gap, time));
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        if (!told.isEmpty()) {
            words.getChildren().add(text(told, tone == Tone.PLAIN || tone == Tone.OK ? "muted" : tone.textClass()));
        }
        if (!advice.isEmpty()) {
            words.getChildren().add(text(advice, "check-advice"));
        }
        var line = new HBox(8, icon.node(tone), words);
        line.setAlignment(Pos.TOP_LEFT);
        line.setAccessibleText(name + ". " + told + " " + advice);
        return line;
    }

    private static Label text(String words, String style) {
        var label = new Label(words);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
