package dev.lacuna.ui.repair;

import dev.lacuna.investigation.CopyWords;
import dev.lacuna.model.Edit;

/// A change that copies are to show, as it is typed.
///
/// @param name the header's; empty for edits of another kind
/// @param value the header's value or new name, the patch, the time, by how much it is shifted
public record EditWish(Kind kind, String name, String value) {

    /// What can be changed, in the order in which it is done.
    public enum Kind {
        RENAME_HEADER,
        SET_HEADER,
        PATCH,
        SET_TIME,
        SHIFT_TIME;

        boolean isOfAHeader() {
            return this == SET_HEADER || this == RENAME_HEADER;
        }

        boolean isOfTheTime() {
            return this == SET_TIME || this == SHIFT_TIME;
        }
    }

    boolean isBlank() {
        return name.isBlank() && value.isBlank();
    }

    /// @throws IllegalArgumentException where it can't be understood, with a sentence without its subject
    Edit edit() {
        return switch (kind) {
            case RENAME_HEADER -> new Edit.RenameHeader(name.strip(), value.strip());
            case SET_HEADER -> new Edit.SetHeader(name.strip(), value);
            case PATCH -> new Edit.PatchJson(value.strip());
            case SET_TIME -> new Edit.SetTime(CopyWords.time(value));
            case SHIFT_TIME -> new Edit.ShiftTime(CopyWords.shift(value));
        };
    }
}
