package dev.lacuna.ui.shell;

import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.timeline.TimelineModel;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks for an offset, a time or a range to look at, and says while one types how it is understood.
final class GoToSheet implements Sheet {

    private static final Texts TEXTS = Texts.of(GoToSheet.class);

    private final TimelineModel timeline;
    private final Formats formats;
    private final Runnable close;
    private final Runnable showRecords;
    private final TextField text = new TextField();
    private final Label hint = Controls.label("muted");
    private final VBox box = new VBox(6, text, hint);

    /// @param showRecords brings them to the front: an offset is that of a record
    GoToSheet(TimelineModel timeline, Formats formats, Runnable close, Runnable showRecords) {
        this.timeline = timeline;
        this.formats = formats;
        this.close = close;
        this.showRecords = showRecords;
        text.setPromptText(TEXTS.get("goto.prompt"));
        text.setAccessibleText(TEXTS.get("goto.prompt"));
        text.textProperty().subscribe(words -> explain());
        formats.zoneProperty().subscribe(zone -> explain());
        text.setOnAction(event -> go());
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        box.getStyleClass().addAll("sheet-box", "goto");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void opened() {
        text.selectAll();
        text.requestFocus();
    }

    private void explain() {
        say(text.getText().isBlank() ? TEXTS.get("goto.hint") : meaning(), false);
    }

    private Target target() {
        return Target.parse(text.getText(), timeline.middleMillis(), formats.zone());
    }

    private String meaning() {
        return switch (target()) {
            case Target.AtTime time -> TEXTS.get("goto.time", formats.dateTime(time.millis()), formats.zoneName());
            case Target.AtSpan span ->
                TEXTS.get(
                        "goto.span",
                        formats.dateTime(span.fromMillis()),
                        formats.dateTime(span.toMillis()),
                        formats.zoneName());
            case Target.AtFinding at -> TEXTS.get("goto.finding", at.id());
            case Target.AtOffset at
            when at.partition().isPresent() ->
                TEXTS.get(
                        "goto.offset.in",
                        Formats.number(at.offset()),
                        Integer.toString(at.partition().getAsInt()));
            case Target.AtPartition at -> TEXTS.get("goto.partition", Integer.toString(at.number()));
            case Target.AtOffset at -> TEXTS.get("goto.offset", Formats.number(at.offset()));
            case Target.AtOffsets at
            when at.partition().isPresent() ->
                TEXTS.get(
                        "goto.offsets.in",
                        Formats.number(at.from()),
                        Formats.number(at.to()),
                        Integer.toString(at.partition().getAsInt()));
            case Target.AtOffsets at -> TEXTS.get("goto.offsets", Formats.number(at.from()), Formats.number(at.to()));
            case Target.Unclear unclear -> unclear.why();
        };
    }

    private void go() {
        Target target = target();
        if (go(timeline, target)) {
            close.run();
            if (target instanceof Target.AtOffset || target instanceof Target.AtOffsets) {
                showRecords.run();
            }
        } else {
            say(target instanceof Target.Unclear unclear ? unclear.why() : TEXTS.get("goto.nowhere"), true);
        }
    }

    /// Looks there.
    ///
    /// @return whether there is anything
    static boolean go(TimelineModel timeline, Target target) {
        return switch (target) {
            case Target.AtTime time -> timeline.goTo().time(time.millis());
            case Target.AtPartition at -> timeline.goTo().partition(at.number());
            case Target.AtOffset at -> timeline.goTo().offset(at.partition(), at.offset());
            case Target.AtFinding at -> timeline.goTo().finding(at.id());
            case Target.AtSpan span -> timeline.goTo().time(new TimeSpan(span.fromMillis(), span.toMillis()));
            case Target.AtOffsets at -> timeline.goTo().offsets(at.partition(), at.from(), at.to());
            case Target.Unclear unclear -> false;
        };
    }

    private void say(String words, boolean problem) {
        hint.setText(words);
        hint.getStyleClass().remove("problem");
        if (problem) {
            hint.getStyleClass().add("problem");
        }
    }
}
