package dev.lacuna.filter;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.lacuna.decode.PayloadReader;
import dev.lacuna.decode.schema.SchemaTrouble;
import dev.lacuna.model.Event;
import org.jspecify.annotations.Nullable;

/// Asks a filter about one event after another, and remembers of how many it could not say anything. Confined to one
/// thread; never throws on bad content.
public final class Judge {

    private final CelRuntime.Program program;
    private final EventNames names;
    private long unknown;
    private String firstLack = "";
    private @Nullable Event firstUnknown;
    private @Nullable SchemaTrouble trouble;

    Judge(CelRuntime.Program program, PayloadReader payloads) {
        this.program = program;
        this.names = new EventNames(payloads);
    }

    public Answer judge(Event event) {
        names.of(event);
        Object result;
        String lack = "the expression gives no true or false for it";
        try {
            result = program.eval(names);
        } catch (CelEvaluationException e) {
            result = e;
            if (unknown == 0) { // it is told of the first only
                lack = FilterWords.lack(String.valueOf(e.getMessage()), names.known(), names.fieldless());
            }
        }
        SchemaTrouble unread = names.trouble();
        if (unread != null) {
            trouble = trouble == null ? unread : trouble;
            return lacks(event, unread.reason());
        }
        if (!names.defect().isEmpty()) {
            return lacks(event, "the payload " + names.defect());
        }
        return result instanceof Boolean answer ? answer ? Answer.YES : Answer.NO : lacks(event, lack);
    }

    private Answer lacks(Event event, String reason) {
        if (unknown++ == 0) {
            firstLack = reason;
            firstUnknown = event.compact();
        }
        return Answer.UNKNOWN;
    }

    /// Of how many events it could not say anything.
    public long unknown() {
        return unknown;
    }

    /// Why of the first of them, and where that stands; empty where there was none. Nothing of its content.
    public String firstUnknown() {
        return firstUnknown == null ? "" : firstUnknown.partition() + "@" + firstUnknown.position() + ": " + firstLack;
    }

    /// What kept payloads from being read that may well be right; null where all could be read.
    public @Nullable SchemaTrouble trouble() {
        return trouble;
    }
}
