package dev.lacuna.investigation;

import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Edit;
import dev.lacuna.model.HeaderRules;
import dev.lacuna.repair.replay.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What driving dead letters back adds to a copy, and how their streams are known.
public final class Redrives {

    /// How often an event may be driven back, unless somebody says otherwise.
    public static final long MOST = 3;

    /// By which it is told that no replay has copied an event back already.
    public static final String SKIP = "origin";

    private static final Pattern NAME =
            Pattern.compile("(.*[._-])?(dlt|dlq|dead[._-]?letters?|dead[._-]?letter[._-](topic|queue))([._-].*)?");

    private Redrives() {}

    /// An event that is driven back is to be what it was, and counts how often that was done.
    public static CopyForm form(CopyForm form) {
        List<String> dropped = new ArrayList<>(form.headers().drop());
        dropped.addAll(DeadLetters.ADDED_HEADERS);
        List<Edit> edits = new ArrayList<>(form.edits());
        edits.add(new Edit.CountRedrive());
        return new CopyForm(new HeaderRules(form.headers().keep(), dropped), edits);
    }

    /// Whether a stream's name is one that dead letters are usually given: `orders.DLT`, `orders-dlq`,
    /// `dead-letter-orders`.
    public static boolean isUsualName(String stream) {
        return NAME.matcher(stream.toLowerCase(Locale.ROOT)).matches();
    }
}
