package dev.lacuna.cli;

import org.jspecify.annotations.Nullable;

/// A command can't go on; the message is all that the user needs.
final class CommandException extends Exception {

    private final ExitCode code;

    CommandException(ExitCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message, null);
    }

    ExitCode code() {
        return code;
    }
}
