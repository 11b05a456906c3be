package dev.lacuna.ui.kit;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/// The visible texts of one room, from the message bundle that lies in the room's package and bears its name.
public final class Texts {

    private final ResourceBundle bundle;

    /// The texts of the room that the class lives in: `ui.timeline` has `ui/timeline/timeline.properties`.
    public static Texts of(Class<?> type) {
        String room = type.getPackageName();
        return new Texts(
                ResourceBundle.getBundle(room + room.substring(room.lastIndexOf('.')), Locale.ROOT, type.getModule()));
    }

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /// The text as it stands.
    public String get(String key) {
        return bundle.getString(key);
    }

    /// The text with its `{0}`, `{1}` … filled in. Numbers are formatted before: see [Formats].
    public String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
    }

    public Set<String> keys() {
        return bundle.keySet();
    }
}
