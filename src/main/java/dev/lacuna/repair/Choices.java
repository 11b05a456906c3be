package dev.lacuna.repair;

import dev.lacuna.filter.BadFilterException;
import dev.lacuna.filter.EventFilter;
import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Edit;
import dev.lacuna.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What holds of every choice of events and every form of copies, whoever wrote them down.
public final class Choices {

    /// They are ours: to change one would make a copy look like another's, or like none.
    private static final List<String> RESERVED = List.of(Event.ORIGIN_HEADER, Event.PLAN_HEADER, Event.EDITED_HEADER);

    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);
    private static final Duration FARTHEST = Duration.ofMillis(Long.MAX_VALUE);

    private Choices() {}

    /// @throws PlanException REQUEST saying what can't be understood
    public static void check(Choice choice, CopyForm form) throws PlanException {
        if (choice.filter().isPresent()) {
            try {
                EventFilter.compile(choice.filter().get());
            } catch (BadFilterException e) {
                throw new PlanException(PlanException.Kind.REQUEST, String.valueOf(e.getMessage()), e);
            }
        }
        for (Edit edit : form.edits()) {
            check(edit);
        }
    }

    private static void check(Edit edit) throws PlanException {
        switch (edit) {
            case Edit.SetHeader(String name, String value) -> checkName(name);
            case Edit.RenameHeader(String name, String to) -> {
                checkName(name);
                checkName(to);
            }
            case Edit.PatchJson(String patch) -> {
                String defect = JsonEdit.defect(patch).orElse("");
                if (!defect.isEmpty()) {
                    throw refused("The patch can't be understood: " + defect + ". It is an array of operations by RFC"
                            + " 6902, as [{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"open\"}].");
                }
            }
            case Edit.SetTime time -> {
                if (time.time().isBefore(Instant.EPOCH) || time.time().isAfter(LATEST)) {
                    throw refused("The new timestamp " + time.time() + " is before 1970 or beyond all timestamps.");
                }
            }
            case Edit.ShiftTime shift -> {
                if (shift.by().abs().compareTo(FARTHEST) > 0) {
                    throw refused("Timestamps can't be shifted by " + shift.by() + ": that is farther than they go.");
                }
            }
            case Edit.CountRedrive count -> {}
        }
    }

    private static void checkName(String name) throws PlanException {
        if (name.isEmpty()) {
            throw refused("A header to be edited has no name.");
        }
        if (RESERVED.contains(name)) {
            throw refused("The header " + name + " marks copies and can't be edited.");
        }
    }

    private static PlanException refused(String message) {
        return new PlanException(PlanException.Kind.REQUEST, message);
    }
}
