package dev.lacuna.ui.kit;

import java.util.Objects;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.kordamp.ikonli.materialdesign2.MaterialDesignAIkonHandler;

/// The icons of the window, by what they mean; the glyphs are Material Design Icons', by their names and codes. Only
/// the font of these is taken: to have it found by Ikonli means to look into every library for others.
public enum Icon {
    LOSS("alert-octagon", 0xF0029),
    SUSPECT("alert", 0xF0026),
    ANOMALY("rhombus", 0xF070B),
    OK("check-circle", 0xF05E0),
    INFO("help-circle", 0xF02D7),
    PLAIN("circle-outline", 0xF0766),

    SCAN("radar", 0xF0437),
    FOLLOW("access-point", 0xF0003),
    PLAY("play", 0xF040A),
    PAUSE("pause", 0xF03E4),
    STOP("stop", 0xF04DB),
    RUNNING("play-circle-outline", 0xF040D),
    WAITING("timer-sand", 0xF051F),
    CLOSE("close", 0xF0156),
    COPY("content-copy", 0xF018F),
    COMPARE("compare", 0xF018A),
    EXPORT("file-delimited-outline", 0xF0EA5),
    SAVE("content-save-outline", 0xF0818),
    NOTE("note-plus-outline", 0xF039D),
    BACK("arrow-left", 0xF004D),
    FORWARD("arrow-right", 0xF0054),
    RANGE("calendar-range", 0xF0679),
    OFFSETS("numeric", 0xF03A0),
    CLOCK("clock-outline", 0xF0150),
    MORE("dots-vertical", 0xF01D9),
    ADD("plus", 0xF0415),
    REMOVE("trash-can-outline", 0xF0A7A),
    REFRESH("refresh", 0xF0450),
    FILTER("filter-outline", 0xF0233),
    SEARCH("magnify", 0xF0349),
    ZOOM("magnify-plus-outline", 0xF06ED),
    FIT("fit-to-page-outline", 0xF0EF6),
    NEXT("skip-next", 0xF04AD),
    SETTINGS("cog-outline", 0xF08BB),
    KEYS("keyboard-outline", 0xF097B),
    COMMAND("console", 0xF018D),
    EXPAND("chevron-right", 0xF0142),
    COLLAPSE("chevron-down", 0xF0140),

    SOURCE("server", 0xF048B),
    CONNECT("lan-connect", 0xF0318),
    DISCONNECT("power-plug-outline", 0xF1425),
    STREAM("database-outline", 0xF1632),
    FOLDER("folder-outline", 0xF0256),
    OPEN_FOLDER("folder-open-outline", 0xF0DCF),
    READ_ONLY("lock-outline", 0xF0341),
    WRITABLE("lock-open-variant-outline", 0xF0FC7),
    LIGHT("white-balance-sunny", 0xF05A8),
    DARK("weather-night", 0xF0594),
    HINT("information-outline", 0xF02FD),
    POSSIBLE("check-circle-outline", 0xF05E1),
    IMPOSSIBLE("minus-circle-outline", 0xF0377),
    VERIFIED("shield-check-outline", 0xF0CC8),
    CHECKS("format-list-checks", 0xF0756);

    /// That of the base theme, whose rules colour it.
    private static final String STYLE = "ikonli-font-icon";

    private final String glyph;
    private final String text;

    Icon(String glyph, int code) {
        this.glyph = glyph;
        this.text = Character.toString(code);
    }

    /// The font of all icons, read with the first of them. By its stylesheet's name of a family a node finds it then.
    private static final class Type {
        static final Font FONT = read();

        private static Font read() {
            String url = new MaterialDesignAIkonHandler().getFontResource().toExternalForm();
            return Objects.requireNonNull(Font.loadFont(url, Font.getDefault().getSize()), url);
        }
    }

    public static Icon of(Tone tone) {
        return switch (tone) {
            case LOSS -> LOSS;
            case SUSPECT -> SUSPECT;
            case ANOMALY -> ANOMALY;
            case OK -> OK;
            case INFO -> INFO;
            case PLAIN -> PLAIN;
        };
    }

    /// The name of its glyph in the font.
    String glyph() {
        return glyph;
    }

    /// A new node of it, sized and coloured by the stylesheet.
    public Text node() {
        var node = new Text(text);
        node.setFont(Type.FONT);
        node.getStyleClass().add(STYLE);
        return node;
    }

    /// A new node of it in the tone's colour.
    public Text node(Tone tone) {
        Text node = node();
        node.getStyleClass().add(tone.iconClass());
        return node;
    }

    /// Makes the node of another icon one of this.
    public void showIn(Text node) {
        node.setText(text);
    }
}
