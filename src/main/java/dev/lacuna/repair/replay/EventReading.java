package dev.lacuna.repair.replay;

import dev.lacuna.filter.BadFilterException;
import dev.lacuna.filter.Judge;
import dev.lacuna.model.FieldReader;

/// How a replay reads what stands in events. What it makes is for one thread.
public interface EventReading {

    /// Reads the fields that the plan names.
    FieldReader fields();

    /// Reads with an extractor what identifies an event, as [dev.lacuna.model.Fields#id()].
    FieldReader ids(String extractor);

    /// Asks a filter.
    Judge judge(String expression) throws BadFilterException;

    /// What kept events from being read that may well be right, as sentences; empty where all could be read up to now.
    default String unread() {
        return "";
    }

    /// One that reads those fields, and is never asked for anything else.
    static EventReading of(FieldReader fields) {
        return new EventReading() {
            @Override
            public FieldReader fields() {
                return fields;
            }

            @Override
            public FieldReader ids(String extractor) {
                throw new IllegalStateException("nobody said how ids are read");
            }

            @Override
            public Judge judge(String expression) {
                throw new IllegalStateException("nobody said how a filter reads payloads");
            }
        };
    }
}
