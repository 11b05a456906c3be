package dev.lacuna.ui.findings;

import dev.lacuna.ui.kit.Texts;
import java.util.Locale;

/// By what the lines of the table are put together.
enum Grouping {
    NONE,
    INCIDENT,
    KIND,
    PARTITION;

    private static final Texts TEXTS = Texts.of(Grouping.class);

    /// "By incident"
    String words() {
        return TEXTS.get("group." + name().toLowerCase(Locale.ROOT));
    }
}
