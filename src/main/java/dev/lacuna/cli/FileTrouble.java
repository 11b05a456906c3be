package dev.lacuna.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why a file could not be read or written, as a sentence for people.
final class FileTrouble {

    private FileTrouble() {}

    /// Why a file could not be written, as the end of a sentence.
    static String unwritten(IOException e) {
        return switch (e) {
            case NoSuchFileException none -> "there is no such folder";
            case AccessDeniedException denied -> "this account may not write there";
            case FileAlreadyExistsException other -> "something of that name is there";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    static String told(IOException e) {
        return switch (e) {
            case NoSuchFileException none -> "There is no file " + none.getFile() + ".";
            case AccessDeniedException denied -> "This account may not use " + denied.getFile() + ".";
            case FileSystemException other ->
                other.getFile() + " can't be used" + (other.getReason() == null ? "." : ": " + other.getReason() + ".");
            case CharacterCodingException foreign -> "It is no text in UTF-8.";
            default -> "Reading or writing failed: " + e.getMessage() + ".";
        };
    }
}
