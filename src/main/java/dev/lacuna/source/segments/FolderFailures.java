package dev.lacuna.source.segments;

import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/// The one translation from failures of files and folders into words for people.
final class FolderFailures {

    private FolderFailures() {}

    /// @param what what can't be done, as the start of a sentence
    static SourceException translate(String what, IOException failure) {
        Kind kind = switch (failure) {
            case AccessDeniedException e -> Kind.DENIED;
            case ClosedByInterruptException e -> Kind.INTERRUPTED;
            case NoSuchFileException e -> Kind.UNREACHABLE;
            default -> Kind.OTHER;
        };
        String advice = switch (kind) {
            case DENIED -> " Run this as a user who may read it, or copy the folder.";
            case UNREACHABLE -> " Was it moved or deleted meanwhile? List the topics again.";
            case OTHER -> " Check the disk, or copy the folder to another one.";
            default -> "";
        };
        return new SourceException(kind, what + ": " + reasonOf(failure) + "." + advice, false, failure);
    }

    /// Why, in a few words.
    static String reasonOf(IOException failure) {
        return switch (failure) {
            case AccessDeniedException e -> "there is no right to read it";
            case ClosedByInterruptException e -> "the reading was interrupted";
            case NoSuchFileException e -> e.getFile() + " is not there any more";
            case NotDirectoryException e -> "it is no folder";
            default -> {
                String message = failure.getMessage();
                yield message == null || message.isBlank()
                        ? failure.getClass().getSimpleName()
                        : message.toLowerCase(Locale.ROOT);
            }
        };
    }
}
