package dev.lacuna.ui.shell;

import dev.lacuna.source.SourceException;
import dev.lacuna.ui.kit.Texts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that went wrong, or stopped early, in words for people.
///
/// @param retry what may be tried again; null for nothing
/// @param failure the failure behind it, for a report to the makers; null where there is none or it says no more
record Problem(
        String text,
        boolean serious,
        @Nullable Runnable retry,
        @Nullable Throwable failure) {

    private static final Texts TEXTS = Texts.of(Problem.class);

    /// An expected failure is checked and speaks for itself; any other is a fault of this program.
    static Problem of(Throwable failure, @Nullable Runnable retry) {
        return failure instanceof RuntimeException || failure instanceof Error
                ? new Problem(TEXTS.get("problem.internal", words(failure)), true, retry, failure)
                : new Problem(words(failure), true, retry, null);
    }

    static Problem note(String text, @Nullable Runnable retry) {
        return new Problem(text, false, retry, null);
    }

    /// Whether it is that there is no such stream, or not any more.
    static boolean isGone(Optional<Exception> failure) {
        return failure.orElse(null) instanceof SourceException expected
                && expected.kind() == SourceException.Kind.UNKNOWN_STREAM;
    }

    static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    static String words(Optional<Exception> failure) {
        return failure.map(Problem::words).orElse("");
    }
}
