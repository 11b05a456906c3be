package dev.lacuna.ui.shell;

import dev.lacuna.investigation.LiveState;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/// What the small mark beside the timeline's range says of a stream that is followed.
final class LiveWords {

    private static final Texts TEXTS = Texts.of(LiveWords.class);
    private static final double FEW = 10;

    /// How the mark looks.
    enum Mood {
        LIVE("chip-ok"),
        BEHIND("chip-suspect"),
        WAITING("chip-plain"),
        SILENT("chip-loss");

        private final String style;

        Mood(String style) {
            this.style = style;
        }
    }

    private LiveWords() {}

    /// @param atNewest whether the view goes along
    static void show(Label mark, LiveState state, boolean atNewest, Formats formats) {
        String words = words(state);
        mark.setText(atNewest ? words : TEXTS.get("live.away", words));
        dress(mark, state.trouble().isEmpty() ? moodOf(state) : Mood.SILENT);
        String tip = tip(state, formats);
        Tooltip known = mark.getTooltip();
        if (known == null) {
            mark.setTooltip(new Tooltip(tip));
        } else {
            known.setText(tip);
        }
        mark.setAccessibleText(words + ". " + tip);
    }

    static void dress(Label mark, Mood mood) {
        for (Mood each : Mood.values()) {
            mark.getStyleClass().remove(each.style);
        }
        mark.getStyleClass().add(mood.style);
    }

    private static Mood moodOf(LiveState state) {
        return switch (state.stage()) {
            case CATCHING_UP -> Mood.BEHIND;
            case LIVE -> Mood.LIVE;
            case WAITING -> Mood.SILENT;
            case ENDED -> Mood.WAITING;
        };
    }

    static String words(LiveState state) {
        String rate = rate(state.perSecond());
        return switch (state.stage()) {
            case CATCHING_UP -> TEXTS.get("live.catching", Formats.compact(state.lag()), rate);
            case LIVE ->
                state.lag() == 0
                        ? TEXTS.get("live.now", rate)
                        : TEXTS.get("live.behind", Formats.compact(state.lag()), rate);
            case WAITING -> TEXTS.get("live.waiting");
            case ENDED -> TEXTS.get("live.begins");
        };
    }

    private static String rate(double perSecond) {
        return perSecond > 0 && perSecond < FEW
                ? String.format(Locale.ROOT, "%.1f", perSecond)
                : Formats.compact(Math.round(perSecond));
    }

    private static String tip(LiveState state, Formats formats) {
        if (!state.trouble().isEmpty()) {
            return state.trouble();
        }
        String came = state.newestMillis() < 0
                ? TEXTS.get("live.tip.none")
                : TEXTS.get("live.tip.came", formats.time(state.newestMillis()));
        return came + " " + TEXTS.get("live.tip.lag", Formats.number(state.lag()));
    }
}
