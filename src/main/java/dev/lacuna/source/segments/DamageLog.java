package dev.lacuna.source.segments;

import dev.lacuna.model.Damage;
import dev.lacuna.model.Damage.Kind;
import dev.lacuna.model.PositionRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a walk over one partition met besides intact batches. Which offsets a damage hides is known only when the
/// next intact batch has been found, or the end.
final class DamageLog {

    /// Something that hides offsets from `from` on.
    ///
    /// @param claimed one past the last offset that its bytes claim to hold, or -1
    private record Hiding(Kind kind, Segment segment, long at, long bytes, String what, long from, long claimed) {}

    /// A run of batches that stand in an earlier or later file, too.
    private record Twice(Segment segment, long at, long from, long to) {}

    private final List<Damage> told = new ArrayList<>();
    private @Nullable Hiding hiding;
    private @Nullable Twice twice;

    /// @param spoilt what the walk over the segment passed over, or null
    /// @param expected the first offset that had not been seen
    void spoilt(Segment segment, @Nullable Spoilt spoilt, long expected) {
        if (spoilt != null) {
            // where a file begins with nothing that fits its name, that may be wrong as well
            boolean nameMayLie = spoilt.at() == 0 && spoilt.why() == Spoilt.Why.NONSENSE;
            long from = nameMayLie ? expected : Math.max(expected, segment.base());
            hiding = new Hiding(
                    Kind.UNREADABLE_BATCH,
                    segment,
                    spoilt.at(),
                    spoilt.bytes(),
                    whatOf(spoilt),
                    from,
                    spoilt.claimed());
        }
    }

    private static String whatOf(Spoilt spoilt) {
        return switch (spoilt.why()) {
            case CUT -> "the file ends before the batch that begins there does";
            case CHECKSUM -> "the checksum of the batch there is wrong";
            case NONSENSE -> "no batch begins there";
            case ZEROS -> "there are zeros, and no batch";
        };
    }

    void unreadableFile(Segment segment, long expected, IOException why) {
        hiding = new Hiding(
                Kind.UNREADABLE_FILE,
                segment,
                0,
                segment.bytes(),
                "it can't be read (" + FolderFailures.reasonOf(why) + ")",
                Math.max(expected, segment.base()),
                -1);
    }

    /// A batch stands in another file, too.
    void overlap(Segment segment, long at, long first, long next) {
        Twice run = twice;
        if (run != null && run.segment().equals(segment)) {
            twice = new Twice(segment, run.at(), Math.min(run.from(), first), Math.max(run.to(), next));
        } else {
            twice = new Twice(segment, at, first, next);
        }
    }

    /// Whether something was met of which it is not known yet what it hides.
    boolean isHiding() {
        return hiding != null;
    }

    /// An intact batch was found: what was hidden lies before it.
    void settle(long first) {
        Hiding before = hiding;
        if (before != null) {
            hiding = null;
            tell(before, before.kind(), first, sentence(before, first, ""));
        }
    }

    /// A segment was walked to its end, and another follows: what was hidden in the first lies before the base of the
    /// second.
    void left(Segment segment, long nextBase) {
        tellTwice();
        Hiding before = hiding;
        if (before != null) {
            hiding = null;
            Kind kind = before.at() + before.bytes() == segment.bytes() && before.claimed() < 0
                    ? Kind.UNREADABLE_FILE
                    : before.kind();
            tell(before, kind, nextBase, sentence(before, nextBase, ""));
        }
    }

    /// The last file was walked to its end.
    ///
    /// @param expected one past the last offset of the log
    /// @param knownEnd up to where it is known to have reached, or -1
    void end(String file, long bytes, long expected, long knownEnd, boolean closedCleanly) {
        tellTwice();
        Hiding before = hiding;
        hiding = null;
        if (before != null) {
            long to = Math.max(knownEnd, before.claimed());
            Kind kind = before.kind() == Kind.UNREADABLE_BATCH ? Kind.TORN_TAIL : before.kind();
            tell(before, kind, to, sentence(before, to, tailOf(knownEnd > before.from(), closedCleanly)));
        } else if (knownEnd > expected) {
            told.add(new Damage(
                    Kind.MISSING_TAIL,
                    Optional.of(PositionRange.offsets(expected, knownEnd)),
                    file,
                    bytes,
                    0,
                    "The log ends at offset " + expected + ", but what its broker noted, or files that it left"
                            + " beside it, show that it reached offset " + knownEnd
                            + ": the end of it is missing from this folder, was copied before that note was"
                            + " written, or was truncated since."));
        }
    }

    private static String tailOf(boolean known, boolean closedCleanly) {
        if (known) {
            return " What its broker noted, or files beside it, show that the log reached further.";
        }
        return closedCleanly
                ? " Its broker had closed the log before, so this came later."
                : " A broker that stops without closing its log leaves such an end, and cuts it off when it starts.";
    }

    private static String sentence(Hiding hiding, long to, String more) {
        String where = hiding.kind() == Kind.UNREADABLE_FILE
                ? "Of the file " + hiding.segment().name() + " nothing was read: " + hiding.what() + "."
                : "In the file " + hiding.segment().name() + " " + hiding.bytes() + " bytes from byte " + hiding.at()
                        + " on are no intact batch: " + hiding.what() + ".";
        return where + unreadable(hiding.from(), to) + more;
    }

    private static String unreadable(long from, long to) {
        if (to <= from) {
            return "";
        }
        return to - from == 1
                ? " So position " + from + " can't be read."
                : " So the positions " + from + " to " + (to - 1) + " can't be read.";
    }

    private void tell(Hiding hiding, Kind kind, long to, String sentence) {
        told.add(new Damage(
                kind,
                to > hiding.from() ? Optional.of(PositionRange.offsets(hiding.from(), to)) : Optional.empty(),
                hiding.segment().name(),
                hiding.at(),
                hiding.bytes(),
                sentence));
    }

    private void tellTwice() {
        Twice run = twice;
        twice = null;
        if (run != null) {
            told.add(new Damage(
                    Kind.OVERLAP,
                    Optional.of(PositionRange.offsets(run.from(), run.to())),
                    run.segment().name(),
                    run.at(),
                    0,
                    "The file " + run.segment().name() + " holds positions from " + run.from()
                            + " on that stand in another file of the log, too. Each was read once."));
        }
    }

    /// Drops what was not told yet.
    void forget() {
        hiding = null;
        twice = null;
    }

    void note(Damage damage) {
        told.add(damage);
    }

    /// What was told since the last time.
    List<Damage> take() {
        if (told.isEmpty()) {
            return List.of();
        }
        List<Damage> taken = List.copyOf(told);
        told.clear();
        return taken;
    }
}
