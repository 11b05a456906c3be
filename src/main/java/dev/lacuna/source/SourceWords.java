package dev.lacuna.source;

import java.util.List;

/// How a source was named on a command line, so that another line can name it likewise: a profile brings
/// settings and rights that its mere address does not. Never a property's value, which may be a secret.
///
/// @param profile its name; empty where the source was named by its address
/// @param configFile the properties that were given beside it; empty for none
/// @param payloads options that say where schemas are
public record SourceWords(String profile, String configFile, List<String> payloads) {

    /// Of a source that was named by its address alone.
    public static final SourceWords NONE = new SourceWords("", "", List.of());

    public SourceWords {
        payloads = List.copyOf(payloads);
    }

    /// Of one that was opened by a file of properties.
    public static SourceWords ofFile(String configFile) {
        return new SourceWords("", configFile, List.of());
    }
}
