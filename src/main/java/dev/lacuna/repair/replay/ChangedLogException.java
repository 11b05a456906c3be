package dev.lacuna.repair.replay;

import dev.lacuna.source.SourceException;

/// A range can't be read as the whole it was: its head moved, its log was cut, or a transaction in it is undecided.
final class ChangedLogException extends SourceException {

    private final boolean forGood;

    ChangedLogException(String message) {
        this(message, false);
    }

    private ChangedLogException(String message, boolean forGood) {
        super(Kind.OUT_OF_RANGE, message, false, null);
        this.forGood = forGood;
    }

    /// One after which the plan can't be run any more.
    static ChangedLogException forGood(String message) {
        return new ChangedLogException(message, true);
    }

    boolean isForGood() {
        return forGood;
    }
}
