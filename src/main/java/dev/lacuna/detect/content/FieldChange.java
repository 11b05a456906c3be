package dev.lacuna.detect.content;

import dev.lacuna.detect.Spot;
import dev.lacuna.model.FieldPath;

/// One way in which a field is not what it was.
///
/// @param what as people say it: "changes from number to text"
/// @param sort under which name the evidence lists it
/// @param breaks whether something that readers may rely on is no longer so
/// @param from where the change begins
/// @param to where the last event of the old way stands, when that is later; else the same
/// @param before in how many percent of the events it was so before
/// @param after the same afterwards
record FieldChange(FieldPath path, String what, Sort sort, boolean breaks, Spot from, Spot to, int before, int after) {

    /// The sorts of changes, the worst first.
    enum Sort {
        RETYPED("changed_type"),
        VANISHED("vanished"),
        MISSING("now_missing"),
        APPEARED("appeared");

        private final String id;

        Sort(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }
}
