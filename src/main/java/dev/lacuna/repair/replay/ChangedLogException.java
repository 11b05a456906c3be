package dev.lacuna.repair.replay;

import dev.lacuna.source.SourceException;

/// A range can't be read as the whole it was: its head moved, its log was cut, or a transaction in it is undecided.
final class ChangedLogException extends SourceException {

    ChangedLogException(String message) {
        super(Kind.OUT_OF_RANGE, message, false, null);
    }
}
