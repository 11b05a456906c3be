package dev.lacuna.repair;

/// An event can't be changed as the plan says. Its message is a clause that holds nothing of the event's content.
public final class UneditableException extends Exception {

    public UneditableException(String message) {
        super(message);
    }
}
