package dev.lacuna.detect.content;

import static dev.lacuna.detect.Phrases.count;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.Spot;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Turns changes of fields into findings that people can read.
final class SchemaTexts {

    private static final int MOST_NAMED = 8;

    private final PartitionContext context;
    private final Consumer<Finding> findings;

    SchemaTexts(PartitionContext context, Consumer<Finding> findings) {
        this.context = context;
        this.findings = findings;
    }

    void report(SchemaChange change) {
        Evidence.Builder facts = Evidence.of("changed_fields", change.fields().size());
        for (FieldChange.Sort sort : FieldChange.Sort.values()) {
            String fields = change.fields().stream()
                    .filter(field -> field.sort() == sort)
                    .limit(MOST_NAMED)
                    .map(field -> field.path().toString())
                    .collect(Collectors.joining(", "));
            if (!fields.isEmpty()) {
                facts.with(sort.id(), fields);
            }
        }
        FieldChange example = change.fields().get(0);
        facts.with("share_before_percent", example.before()).with("share_after_percent", example.after());
        Spot from = change.from();
        Spot to = change.to();
        Phrases.position(facts, "first_offset", from.position());
        emit(
                FindingKind.CONTENT_SCHEMA,
                change.breaks() ? Severity.MAJOR : Severity.MINOR,
                Verdict.ANOMALY,
                Cause.SCHEMA_CHANGE,
                new PositionRange(from.position(), to.position().next()),
                Phrases.span(from.millis(), to.millis()),
                new Explanation(
                        count(change.fields().size(), "field") + " changed",
                        "At position " + from.position() + " of partition " + context.partition() + " ("
                                + Phrases.moment(from.millis()) + "): " + told(change) + gradual(from, to)
                                + " Before and after, as far as that was scanned, these fields are steady.",
                        (change.breaks()
                                        ? "Find out what was deployed at that time, and whether every consumer copes with "
                                                + "it; compare the payloads on both sides of position "
                                        : "Nothing that was there is gone; if this was not planned, compare the payloads "
                                                + "on both sides of position ")
                                + from.position() + "."),
                facts.build(),
                "");
    }

    private static String gradual(Spot from, Spot to) {
        return to.ordinal() <= from.ordinal() + 1
                ? ""
                : " It comes bit by bit: the last event of the old way is at position " + to.position() + " ("
                        + Phrases.moment(to.millis()) + ").";
    }

    void reportUnwatched(long unwatched, long events) {
        emit(
                FindingKind.NOT_EVALUATED,
                Severity.INFO,
                Verdict.UNDECIDED,
                Cause.NOT_EVALUATED,
                context.scanned(),
                new TimeSpan(0, 0),
                new Explanation(
                        "more fields than are watched",
                        "In partition " + context.partition() + ", " + count(unwatched, "event") + " of "
                                + Phrases.number(events)
                                + " have fields beyond those that a scan can watch. The fields met first were watched; "
                                + "of the others " + FindingKind.CONTENT_SCHEMA.id() + " and "
                                + FindingKind.CONTENT_OUTLIER.id() + " know nothing.",
                        "Nothing to do, if names in these payloads are data."),
                Evidence.of("rule", FindingKind.CONTENT_SCHEMA.id())
                        .with("events_with_more", unwatched)
                        .build(),
                "schema");
    }

    private static String told(SchemaChange change) {
        String fields = change.fields().stream()
                .limit(MOST_NAMED)
                .map(field -> field.path() + " " + field.what() + " (in " + field.before() + " % of the events before, "
                        + field.after() + " % after)")
                .collect(Collectors.joining("; "));
        int more = change.fields().size() - MOST_NAMED;
        return fields + (more > 0 ? "; and " + more + " more." : ".");
    }

    private void emit(
            FindingKind kind,
            Severity severity,
            Verdict verdict,
            Cause cause,
            PositionRange positions,
            TimeSpan time,
            Explanation text,
            Evidence evidence,
            String discriminator) {
        findings.accept(Finding.of(
                context.partition(),
                kind,
                severity,
                verdict,
                cause,
                positions,
                OptionalLong.empty(),
                Basis.NONE,
                time,
                text,
                evidence,
                discriminator));
    }
}
