package dev.lacuna.model;

/// Reads the fields that a scan was asked for from an event. Confined to one thread; never throws on bad content, which
/// it returns as [Fields#defect()].
@FunctionalInterface
public interface FieldReader {

    Fields read(Event event);

    /// Reads nothing.
    static FieldReader none() {
        return event -> Fields.NONE;
    }
}
