package dev.lacuna.source.segments;

import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/// The folder of a `segments:DIR`. `segments:///DIR` means the same for an absolute one.
///
/// @param folder absolute
record SegmentAddress(Path folder) {

    static final String SCHEME = "segments:";

    static boolean accepts(String uri) {
        return uri.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    static SegmentAddress parse(String uri) throws SourceException {
        String text = uri.substring(SCHEME.length());
        if (text.startsWith("///")) {
            text = text.substring(2);
        } else if (text.startsWith("//")) {
            throw unusable(uri, "names a host, and a folder is on this machine");
        }
        if (text.isBlank()) {
            throw unusable(uri, "names no folder");
        }
        try {
            return new SegmentAddress(Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            throw unusable(uri, "names no folder that could be (" + e.getReason() + ")");
        }
    }

    private static SourceException unusable(String uri, String why) {
        return new SourceException(
                Kind.ADDRESS,
                "'" + uri + "' " + why + ". Write segments:DIR, with a broker's data folder or one partition's.",
                false,
                null);
    }

    String uri() {
        return SCHEME + folder;
    }

    LogFolder open() throws SourceException {
        try {
            return LogFolder.open(folder);
        } catch (SourceException e) {
            if (e.kind() == Kind.UNREACHABLE && hasTilde()) {
                throw new SourceException(
                        Kind.UNREACHABLE,
                        e.getMessage() + " A shell knows ~ only at the start of a word: write segments:$HOME/...",
                        false,
                        e);
            }
            throw e;
        }
    }

    private boolean hasTilde() {
        for (Path name : folder) {
            if (name.toString().startsWith("~")) {
                return true;
            }
        }
        return false;
    }
}
