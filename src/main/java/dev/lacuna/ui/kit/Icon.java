package dev.lacuna.ui.kit;

import org.kordamp.ikonli.javafx.FontIcon;

/// The icons of the window, by what they mean; the names are Material Design Icons'.
public enum Icon {
    LOSS("mdi2a-alert-octagon"),
    SUSPECT("mdi2a-alert"),
    ANOMALY("mdi2r-rhombus"),
    OK("mdi2c-check-circle"),
    INFO("mdi2h-help-circle"),
    PLAIN("mdi2c-circle-outline"),

    SCAN("mdi2r-radar"),
    FOLLOW("mdi2a-access-point"),
    PLAY("mdi2p-play"),
    PAUSE("mdi2p-pause"),
    STOP("mdi2s-stop"),
    RUNNING("mdi2p-play-circle-outline"),
    WAITING("mdi2t-timer-sand"),
    CLOSE("mdi2c-close"),
    COPY("mdi2c-content-copy"),
    EXPORT("mdi2f-file-delimited-outline"),
    SAVE("mdi2c-content-save-outline"),
    NOTE("mdi2n-note-plus-outline"),
    BACK("mdi2a-arrow-left"),
    FORWARD("mdi2a-arrow-right"),
    RANGE("mdi2c-calendar-range"),
    OFFSETS("mdi2n-numeric"),
    CLOCK("mdi2c-clock-outline"),
    MORE("mdi2d-dots-vertical"),
    ADD("mdi2p-plus"),
    REMOVE("mdi2t-trash-can-outline"),
    REFRESH("mdi2r-refresh"),
    FILTER("mdi2f-filter-outline"),
    SEARCH("mdi2m-magnify"),
    ZOOM("mdi2m-magnify-plus-outline"),
    FIT("mdi2f-fit-to-page-outline"),
    NEXT("mdi2s-skip-next"),
    SETTINGS("mdi2c-cog-outline"),
    KEYS("mdi2k-keyboard-outline"),
    COMMAND("mdi2c-console"),
    EXPAND("mdi2c-chevron-right"),
    COLLAPSE("mdi2c-chevron-down"),

    SOURCE("mdi2s-server"),
    CONNECT("mdi2l-lan-connect"),
    DISCONNECT("mdi2p-power-plug-outline"),
    STREAM("mdi2d-database-outline"),
    FOLDER("mdi2f-folder-outline"),
    OPEN_FOLDER("mdi2f-folder-open-outline"),
    READ_ONLY("mdi2l-lock-outline"),
    WRITABLE("mdi2l-lock-open-variant-outline"),
    LIGHT("mdi2w-white-balance-sunny"),
    DARK("mdi2w-weather-night"),
    HINT("mdi2i-information-outline"),
    POSSIBLE("mdi2c-check-circle-outline"),
    IMPOSSIBLE("mdi2m-minus-circle-outline"),
    VERIFIED("mdi2s-shield-check-outline"),
    CHECKS("mdi2f-format-list-checks");

    private final String literal;

    Icon(String literal) {
        this.literal = literal;
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

    /// A new node of it, sized and coloured by the stylesheet.
    public FontIcon node() {
        return new FontIcon(literal);
    }

    /// A new node of it in the tone's colour.
    public FontIcon node(Tone tone) {
        FontIcon icon = node();
        icon.getStyleClass().add(tone.iconClass());
        return icon;
    }
}
