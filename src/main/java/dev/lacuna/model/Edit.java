package dev.lacuna.model;

import java.time.Duration;
import java.time.Instant;

/// A change that a copy shows against its original. A copy that was changed says so in the header `lacuna.edited`.
public sealed interface Edit {

    /// What the header says of it.
    String mark();

    /// The header has this value, as text, and stands once: in the place of the first of its name, else last.
    record SetHeader(String name, String value) implements Edit {
        @Override
        public String mark() {
            return "header:" + name;
        }
    }

    /// Every header of that name has another one.
    record RenameHeader(String name, String to) implements Edit {
        @Override
        public String mark() {
            return "header:" + name;
        }
    }

    /// The payload, which is JSON, is changed by a patch of RFC 6902.
    ///
    /// @param patch an array of operations, as JSON
    record PatchJson(String patch) implements Edit {
        @Override
        public String mark() {
            return "value";
        }
    }

    /// The header that counts how often an event was driven back from a dead-letter stream is one higher. It is no
    /// change of the event, and is not marked as one.
    record CountRedrive() implements Edit {
        @Override
        public String mark() {
            return "";
        }
    }

    /// The timestamp is this one.
    record SetTime(Instant time) implements Edit {
        @Override
        public String mark() {
            return "timestamp";
        }
    }

    /// The timestamp is later by so much; earlier where that is negative.
    record ShiftTime(Duration by) implements Edit {
        @Override
        public String mark() {
            return "timestamp";
        }
    }
}
