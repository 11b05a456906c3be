package dev.lacuna.ui.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The visible texts of one room, from the message bundle that lies in the room's package and bears its name.
public final class Texts {

    private static final Map<String, Texts> ROOMS = new ConcurrentHashMap<>();

    private final ResourceBundle bundle;

    /// The texts of the room that the class lives in: `ui.timeline` has `ui/timeline/timeline.properties`.
    public static Texts of(Class<?> type) {
        return ROOMS.computeIfAbsent(type.getPackageName(), room -> read(type, room));
    }

    /// From the file, and not as a bundle by its name: Java would look for a class of that name first, which means to
    /// open every library while somebody waits for the window.
    private static Texts read(Class<?> type, String room) {
        String file = room.substring(room.lastIndexOf('.') + 1) + ".properties";
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in == null) {
                throw new MissingResourceException(room, file, "");
            }
            return new Texts(new PropertyResourceBundle(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /// What an action is called within a sentence: without the dots that tell of a question to come.
    public static String called(String action) {
        return action.endsWith("…") ? action.substring(0, action.length() - 1) : action;
    }

    public Set<String> keys() {
        return bundle.keySet();
    }
}
