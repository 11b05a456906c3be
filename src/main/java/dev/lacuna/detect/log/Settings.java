package dev.lacuna.detect.log;

import dev.lacuna.model.StreamInfo;

/// Settings of the source that rules lean on, read leniently: what is absent, no number or negative ("without
/// limit") is at its default.
public final class Settings {

    private Settings() {}

    /// A number of milliseconds or bytes, by the source's own name for it.
    public static long number(StreamInfo stream, String name, long otherwise) {
        String text = stream.config().get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.strip());
            return number < 0 ? otherwise : number;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
