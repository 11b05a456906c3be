package dev.lacuna.detect.damage;

import static dev.lacuna.detect.Phrases.count;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Turns damages into findings that people can read.
final class DamageTexts {

    private static final String OTHER_COPY =
            "Look for these positions in another copy of the log (the folder of another broker, the live cluster, a "
                    + "mirror) and replay them from there; have this disk, or the way it was copied, checked.";

    private final PartitionContext context;
    private final Consumer<Finding> findings;

    DamageTexts(PartitionContext context, Consumer<Finding> findings) {
        this.context = context;
        this.findings = findings;
    }

    void hidden(Damage damage, PositionRange range, TimeSpan time) {
        String bound = context.stream().compacted()
                ? "The stream is compacted, so some of them may have held no record any more. "
                : "";
        emit(
                Verdict.SUSPECT,
                Severity.MAJOR,
                range,
                OptionalLong.of(range.span()),
                time,
                new Explanation(
                        count(range.span(), "position") + missingWhere(damage.kind()),
                        damage.sentence() + " Positions are given one after another, so these were written. " + bound
                                + "What stood there this copy of the log does not tell, and another one may: so it is "
                                + "not called a loss.",
                        OTHER_COPY),
                evidence(damage).with("positions", range.span()).build(),
                damage.file() + "@" + damage.byteOffset());
    }

    private static String missingWhere(Damage.Kind kind) {
        switch (kind) {
            case MISSING_TAIL:
                return " missing at the log's end";
            case MISSING_HEAD:
                return " missing at the log's beginning";
            default:
                return " that can't be read";
        }
    }

    /// An end of the log that is no batch, and of which nobody knows that anything stood there.
    void torn(Damage damage, TimeSpan time) {
        Position end = context.info().end();
        emit(
                Verdict.UNDECIDED,
                Severity.INFO,
                new PositionRange(end, end),
                OptionalLong.empty(),
                time,
                new Explanation(
                        "an unfinished end of the log",
                        damage.sentence()
                                + " So does a copy that was cut short; then whatever stood behind is missing, "
                                + "and nothing here tells how much.",
                        "Compare the size of the file with the original's, where there still is one. After a crash "
                                + "there is nothing to do."),
                evidence(damage).build(),
                damage.file() + "@" + damage.byteOffset());
    }

    void further(DamageDetector.Further further, TimeSpan time) {
        emit(
                Verdict.SUSPECT,
                Severity.MAJOR,
                new PositionRange(further.from(), further.to()),
                OptionalLong.of(further.positions()),
                time,
                new Explanation(
                        count(further.positions(), "position") + " that can't be read in "
                                + count(further.count(), "further place"),
                        "Partition " + context.partition() + " is damaged in more places than are listed one by one; "
                                + count(further.count(), "place") + " are summed up here, judged as those before them.",
                        OTHER_COPY),
                Evidence.of("places", further.count())
                        .with("positions", further.positions())
                        .build(),
                "further");
    }

    void notes(Damage.Kind kind, DamageDetector.Notes notes, TimeSpan time) {
        String sentences = notes.kept().stream().map(Damage::sentence).collect(Collectors.joining(" "));
        long more = notes.count() - notes.kept().size();
        Position from = context.scanned().from();
        emit(
                Verdict.BENIGN,
                Severity.INFO,
                new PositionRange(from, from),
                OptionalLong.empty(),
                time,
                new Explanation(
                        count(notes.count(), nounOf(kind)),
                        sentences
                                + (more > 0 ? " And " + more + " more." : "")
                                + (kind == Damage.Kind.HEAD_ELSEWHERE
                                        ? " What stands there was not looked at."
                                        : " No position is hidden by it."),
                        adviceOn(kind)),
                Evidence.of("damage", idOf(kind))
                        .with("file", notes.kept().get(0).file())
                        .with("count", notes.count())
                        .build(),
                idOf(kind));
    }

    private static String nounOf(Damage.Kind kind) {
        switch (kind) {
            case OVERLAP:
                return "overlapping log file";
            case EMPTY_FILE:
                return "empty log file";
            case BROKEN_INDEX:
                return "unreliable index file";
            case LEFTOVER:
                return "leftover file";
            case FOREIGN_FILE:
                return "foreign file";
            case HEAD_ELSEWHERE:
                return "beginning that is kept in remote storage";
            default:
                return "stretch without a batch";
        }
    }

    private static String adviceOn(Damage.Kind kind) {
        switch (kind) {
            case LEFTOVER:
                return "Nothing to do. Where what was deleted is wanted: copy such a file, without the last part of its "
                        + "name, into a folder of its own and open that.";
            case HEAD_ELSEWHERE:
                return "Scan the cluster itself, where it still runs: it reads older segments from remote storage.";
            case EMPTY_FILE:
                return "See what gap.offsets says of the positions around it.";
            case BROKEN_INDEX:
                return "Nothing to do here; a broker builds it anew when it is deleted.";
            default:
                return "Nothing to do.";
        }
    }

    private static Evidence.Builder evidence(Damage damage) {
        return Evidence.of("damage", idOf(damage.kind()))
                .with("file", damage.file())
                .with("byte_offset", damage.byteOffset())
                .with("bytes", damage.bytes());
    }

    private static String idOf(Damage.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void emit(
            Verdict verdict,
            Severity severity,
            PositionRange positions,
            OptionalLong missing,
            TimeSpan time,
            Explanation text,
            Evidence evidence,
            String discriminator) {
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.LOG_DAMAGED,
                severity,
                verdict,
                Cause.LOG_DAMAGE,
                positions,
                missing,
                missing.isPresent() ? Basis.ESTIMATED : Basis.NONE,
                time,
                text,
                evidence,
                discriminator));
    }
}
