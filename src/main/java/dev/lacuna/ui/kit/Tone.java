package dev.lacuna.ui.kit;

/// What a mark, chip or icon says by its colour; never by colour alone, so every use adds a shape or a word.
public enum Tone {
    /// Events are missing.
    LOSS("loss"),
    /// Events may be missing.
    SUSPECT("suspect"),
    /// Wrong, but not missing.
    ANOMALY("anomaly"),
    /// Repaired or verified.
    OK("ok"),
    /// Worth knowing, not decided.
    INFO("info"),
    /// Explained and harmless.
    PLAIN("plain");

    private final String name;

    Tone(String name) {
        this.name = name;
    }

    /// Style class of a chip in this tone: `chip-loss`.
    public String chipClass() {
        return "chip-" + name;
    }

    /// Style class that gives an icon this tone's colour: `icon-loss`.
    public String iconClass() {
        return "icon-" + name;
    }

    /// Style class that gives text this tone's colour, dark or light enough to read: `tone-loss`.
    public String textClass() {
        return "tone-" + name;
    }
}
