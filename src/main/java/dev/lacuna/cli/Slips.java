package dev.lacuna.cli;

import java.util.function.Function;

/// Tells what was typed wrongly together with the option it was typed for.
final class Slips {

    private Slips() {}

    /// @param read its complaint is a sentence without a subject, as of
    ///     [dev.lacuna.investigation.CopyWords]
    static <T> T told(String option, String value, Function<String, T> read) throws CommandException {
        try {
            return read.apply(value);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(option + " " + e.getMessage());
        }
    }
}
