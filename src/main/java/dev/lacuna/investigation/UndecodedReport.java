package dev.lacuna.investigation;

import dev.lacuna.decode.Decoding;
import dev.lacuna.decode.UndecodedEvents;
import dev.lacuna.decode.schema.SchemaTrouble;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Tells of events whose schema was not at hand. That a registry is silent says nothing about them: they were
/// not judged. A number that the registry lacks while it has others is the events' own fault: nobody who reads
/// them with that registry can.
final class UndecodedReport {

    private final Scan scan;
    private final Decoding decoding;
    private final Consumer<Finding> findings;

    UndecodedReport(Scan scan, Decoding decoding, Consumer<Finding> findings) {
        this.scan = scan;
        this.decoding = decoding;
        this.findings = findings;
    }

    void report(List<UndecodedEvents.Sum> undecoded) {
        Map<SchemaTrouble, Long> unjudged = new LinkedHashMap<>();
        Map<SchemaTrouble, UndecodedEvents.Sum> firsts = new LinkedHashMap<>();
        for (UndecodedEvents.Sum sum : undecoded) {
            if (sum.trouble().kind() == SchemaTrouble.Kind.UNKNOWN_ID && decoding.hasAnswered()) {
                findings.accept(malformed(sum));
            } else {
                unjudged.merge(sum.trouble(), sum.events(), Long::sum);
                firsts.putIfAbsent(sum.trouble(), sum);
            }
        }
        unjudged.forEach((trouble, events) -> {
            UndecodedEvents.Sum first = firsts.get(trouble);
            if (first != null) {
                findings.accept(notEvaluated(first, events));
            }
        });
    }

    private Finding malformed(UndecodedEvents.Sum sum) {
        SchemaTrouble trouble = sum.trouble();
        Evidence.Builder evidence =
                Evidence.of("malformed_events", sum.events()).with("decoder", "SCHEMA_REGISTRY");
        trouble.id().ifPresent(id -> {
            if (id.guid() == null) {
                evidence.with("schema_id", id.number());
            } else {
                evidence.with("schema_guid", id.toString());
            }
        });
        return finding(
                sum,
                FindingKind.CONTENT_MALFORMED,
                Verdict.ANOMALY,
                Cause.UNREADABLE_PAYLOAD,
                new Explanation(
                        events(sum.events()) + " of a schema that the registry does not have",
                        "Between position " + sum.first() + " and " + sum.last() + " of partition " + sum.partition()
                                + ", "
                                + events(sum.events()) + " can't be read, because " + trouble.reason()
                                + ", though it has those of others. Consumers that can't read an event either stop there"
                                + " or skip it.",
                        trouble.advice()),
                evidence.with("first_offset", sum.first().toString())
                        .with("reason", trouble.reason())
                        .build());
    }

    private Finding notEvaluated(UndecodedEvents.Sum first, long events) {
        SchemaTrouble trouble = first.trouble();
        return finding(
                first,
                FindingKind.NOT_EVALUATED,
                Verdict.UNDECIDED,
                Cause.NOT_EVALUATED,
                new Explanation(
                        events(events) + " not read: " + trouble.reason(),
                        "Of what was scanned, " + events(events) + " could not be read, because " + trouble.reason()
                                + ". The first stands at position " + first.first() + " of partition "
                                + first.partition()
                                + ". What is in them was not judged: neither that they are sound nor that anything is"
                                + " missing among them.",
                        trouble.advice()),
                Evidence.of("rule", FindingKind.CONTENT_MALFORMED.id())
                        .with("events", events)
                        .with("trouble", trouble.kind().name().toLowerCase(Locale.ROOT))
                        .with("first_offset", first.first().toString())
                        .build());
    }

    private Finding finding(
            UndecodedEvents.Sum sum,
            FindingKind kind,
            Verdict verdict,
            Cause cause,
            Explanation text,
            Evidence evidence) {
        long millis = scan.at().toEpochMilli();
        boolean timed = sum.firstMillis() >= 0 && sum.lastMillis() >= sum.firstMillis();
        return Finding.of(
                sum.partition(),
                kind,
                Severity.MAJOR,
                verdict,
                cause,
                new PositionRange(sum.first(), sum.last().next()),
                OptionalLong.empty(),
                Basis.NONE,
                timed ? new TimeSpan(sum.firstMillis(), sum.lastMillis()) : new TimeSpan(millis, millis),
                text,
                evidence,
                "schema " + sum.trouble().kind() + " " + sum.trouble().id());
    }

    private static String events(long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "event" : "events");
    }
}
