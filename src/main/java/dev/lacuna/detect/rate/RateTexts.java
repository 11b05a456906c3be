package dev.lacuna.detect.rate;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;

/// The findings on rates, with what they tell people.
final class RateTexts {

    private RateTexts() {}

    static Finding silence(PartitionRef partition, Silence silence, RateBuckets buckets) {
        long from = silence.fromMillis();
        long to = silence.toMillis();
        long missing = Math.round(silence.expected());
        Position before = buckets.highest(silence.bucket());
        Position after = buckets.lowest(silence.bucket() + 1);
        return Finding.of(
                partition,
                FindingKind.SILENCE,
                Severity.MAJOR,
                Verdict.SUSPECT,
                Cause.NO_EVENTS,
                new PositionRange(
                        Position.min(before, after), Position.max(before, after).next()),
                OptionalLong.of(missing),
                Basis.ESTIMATED,
                new TimeSpan(from, to),
                new Explanation(
                        "no events for " + Phrases.length(silence.length()),
                        "Partition " + partition + " has no event between " + Phrases.moment(from) + " and "
                                + Phrases.moment(to) + ", by the events' own time. Around that time it had at least "
                                + rate(silence.perSecond())
                                + ", so about " + Phrases.count(missing, "event")
                                + " would have been usual, and so long a silence is no accident of a rate like that. "
                                + "Whether events are missing, or none happened, the counts alone can't tell.",
                        "Compare with the other partitions and with the source for that time: one silent "
                                + "partition points "
                                + "at routing or at one producer, all of them at the source."),
                Evidence.of("silent_ms", silence.length())
                        .with("usual_events", missing)
                        .with("bucket_ms", buckets.widthMillis())
                        .build(),
                Long.toString(from));
    }

    static Finding lasting(PartitionRef partition, Silence silence, RateBuckets buckets) {
        long from = silence.fromMillis();
        long missing = Math.round(silence.expected());
        Position last = buckets.highest(silence.bucket());
        return Finding.of(
                partition,
                FindingKind.SILENCE,
                Severity.MAJOR,
                Verdict.UNDECIDED,
                Cause.NO_EVENTS,
                new PositionRange(last, last.next()),
                OptionalLong.of(missing),
                Basis.ESTIMATED,
                new TimeSpan(from, silence.toMillis()),
                new Explanation(
                        "silent for " + Phrases.length(silence.length()) + ", and still",
                        "Nothing came to partition " + partition + " since " + Phrases.moment(from)
                                + ", while it is followed and the source answers. Before, it had at least "
                                + rate(silence.perSecond()) + ", so about " + Phrases.count(missing, "event")
                                + " would have been usual by now. Nothing is missing yet: they may still come.",
                        "See whether the other partitions go on: one silent partition points at routing or at one "
                                + "producer, all of them at the source."),
                Evidence.of("silent_ms", silence.length())
                        .with("usual_events", missing)
                        .with("bucket_ms", buckets.widthMillis())
                        .build(),
                "lasting " + from);
    }

    static Finding drop(PartitionRef partition, Stretch drop) {
        long from = drop.fromMillis();
        long to = drop.toMillis();
        long usual = Math.round(drop.usual());
        long missing = Math.max(0, usual - drop.events());
        long percent = Math.round(100 * drop.share());
        return Finding.of(
                partition,
                FindingKind.RATE_DROP,
                Severity.MAJOR,
                Verdict.SUSPECT,
                Cause.RATE_CHANGE,
                drop.series().positions(drop.from(), drop.to()),
                OptionalLong.of(missing),
                Basis.ESTIMATED,
                new TimeSpan(from, to),
                new Explanation(
                        "only " + percent + " % of the usual events for " + Phrases.length(to - from),
                        "Partition " + partition + " has " + Phrases.count(drop.events(), "event") + " between "
                                + Phrases.moment(from) + " and " + Phrases.moment(to)
                                + ", by the events' own time, where at least " + Phrases.number(usual)
                                + " would have been usual by "
                                + (drop.byShape() ? "what other days had at that time" : "the rate before and after")
                                + ". Chance does not do that. Whether about "
                                + Phrases.count(missing, "event")
                                + " are missing, or did not happen, the counts alone can't tell.",
                        "Compare with the other partitions and with the source for that time: a part of the producers "
                                + "may have failed, or been routed elsewhere. If the rate was lowered on purpose, "
                                + "dismiss it."),
                Evidence.of("events", drop.events())
                        .with("usual_events", usual)
                        .with("percent", percent)
                        .with("deviations", Math.round(drop.deviations()))
                        .with("compared_with", comparedWith(drop))
                        .with("bucket_ms", drop.series().widthMillis())
                        .build(),
                Long.toString(from));
    }

    static Finding spike(PartitionRef partition, Stretch spike) {
        TimeSpan span = spike.time();
        long from = span.fromMillis();
        long to = span.toMillis();
        long usual = Math.round(spike.usual());
        long factor = spike.events() / Math.max(1, usual);
        return Finding.of(
                partition,
                FindingKind.RATE_SPIKE,
                Severity.MINOR,
                Verdict.ANOMALY,
                Cause.RATE_CHANGE,
                spike.series().positions(spike.from(), spike.to()),
                OptionalLong.empty(),
                Basis.NONE,
                span,
                new Explanation(
                        Phrases.number(factor) + " times the usual events for " + Phrases.length(to - from),
                        "Partition " + partition + " has " + Phrases.count(spike.events(), "event") + " between "
                                + Phrases.moment(from) + " and " + Phrases.moment(to)
                                + ", by the events' own time, where about " + Phrases.number(usual)
                                + " would have been usual "
                                + (spike.byShape() ? "at that time of other days" : "before and after")
                                + ". Chance does not do that.",
                        "Look for duplicates, a replay, a retry storm or a busy key in that range; check "
                                + "whether consumers "
                                + "kept up with it."),
                Evidence.of("events", spike.events())
                        .with("usual_events", usual)
                        .with("factor", factor)
                        .with("deviations", Math.round(spike.deviations()))
                        .with("compared_with", comparedWith(spike))
                        .with("bucket_ms", spike.series().widthMillis())
                        .build(),
                Long.toString(from));
    }

    private static String comparedWith(Stretch stretch) {
        return stretch.byShape() ? "other-days" : "before-and-after";
    }

    private static String rate(double perSecond) {
        return perSecond >= 1
                ? Phrases.number(Math.round(perSecond)) + " events per second"
                : Phrases.number(Math.round(perSecond * 3600)) + " events per hour";
    }
}
