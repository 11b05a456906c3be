package dev.lacuna.detect.outlier;

import static dev.lacuna.detect.Phrases.count;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.Spot;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.FieldPath;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Turns unusual numbers into findings that people can read. Of the payloads they show the numbers that are
/// unusual, for whoever judges them needs those.
final class OutlierTexts {

    private static final double WHOLE = 1e15;
    private static final MathContext DIGITS = new MathContext(6);
    private static final MathContext ABOUT = new MathContext(2);

    private final PartitionContext context;
    private final Consumer<Finding> findings;

    OutlierTexts(PartitionContext context, Consumer<Finding> findings) {
        this.context = context;
        this.findings = findings;
    }

    void report(FieldPath field, FarOff far) {
        String side = far.high() ? "above" : "below";
        Example farthest = far.examples().get(0);
        String others = "The other " + Phrases.number(far.usual()) + " values that were scanned lie between "
                + exact(far.leastUsual()) + " and " + exact(far.mostUsual()) + ".";
        String told = far.count() == 1
                ? "At position " + far.first().position() + " of partition " + context.partition() + " ("
                        + Phrases.moment(far.first().millis()) + ") " + field + " is " + exact(farthest.number())
                        + ", far " + side + " all others. "
                : range(far.first(), far.last()) + ", " + count(far.count(), "value") + " of " + field + " are far "
                        + side + " all others: " + shown(far.examples(), far.count()) + ". ";
        emit(
                Severity.MINOR,
                far.first(),
                far.last(),
                new Explanation(
                        count(far.count(), "value") + " of " + field + " far " + side + " all others",
                        told + others,
                        "Look at the event at position "
                                + farthest.spot().position()
                                + " and at its producer; if the value is wrong, find out what was computed from it."),
                facts(field, far.count(), far.first(), far.examples())
                        .with("usual_from", exact(far.leastUsual()))
                        .with("usual_to", exact(far.mostUsual()))
                        .build(),
                field + " " + side);
    }

    void report(FieldPath field, Stretch stretch) {
        Shift shift = stretch.shift();
        Evidence.Builder facts = facts(field, stretch.count(), stretch.first(), stretch.examples());
        String how;
        String what;
        if (shift.what() == Shift.What.SIZE) {
            double factor = stretch.there() / stretch.usual();
            boolean larger = factor > 1;
            String times = about(larger ? factor : 1 / factor) + " times as " + (larger ? "large" : "small");
            what = field + " " + times + " as usual";
            how = "typically about " + about(stretch.there()) + ", where about " + about(stretch.usual())
                    + " was usual: " + times;
            facts.with("usual_about", about(stretch.usual())).with("then_about", about(stretch.there()));
        } else {
            String word = shift.what() == Shift.What.ZERO ? "0" : "negative";
            what = "values of " + field + " are " + word;
            how = "nearly all " + word + ", where " + Math.round(stretch.usual()) + " % were";
            facts.with("share_before_percent", Math.round(stretch.usual()))
                    .with("share_after_percent", Math.round(stretch.there()));
        }
        facts.with("goes_on", shift.toTheEnd()).with("count_is_exact", false);
        Example before = stretch.before();
        emit(
                Severity.MAJOR,
                stretch.first(),
                stretch.last(),
                new Explanation(
                        "about " + Phrases.number(stretch.count()) + " values: " + what,
                        range(stretch.first(), stretch.last()) + " the values of " + field + " are " + how
                                + ". For instance "
                                + shown(stretch.examples(), stretch.count())
                                + (before == null
                                        ? ""
                                        : "; before, " + exact(before.number()) + " at position "
                                                + before.spot().position())
                                + ". "
                                + (shift.toTheEnd()
                                        ? "It goes on to the end of what was scanned."
                                        : "Afterwards they are as before.")
                                + " No other part of the scan has values like that.",
                        "Find out what was deployed at "
                                + Phrases.moment(stretch.first().millis())
                                + ", and whether a unit changed (cents for euros, milliseconds for seconds) or events "
                                + "of another kind came; whatever was computed from these values is likely wrong."),
                facts.build(),
                field + " stretch");
    }

    void reportUnwatched(int unwatched, int watched) {
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.NOT_EVALUATED,
                Severity.INFO,
                Verdict.UNDECIDED,
                Cause.NOT_EVALUATED,
                context.scanned(),
                OptionalLong.empty(),
                Basis.NONE,
                new TimeSpan(0, 0),
                new Explanation(
                        "more numbers than are watched",
                        "The payloads of partition " + context.partition() + " have numbers in "
                                + count(watched + (long) unwatched, "field") + ", of which "
                                + FindingKind.CONTENT_OUTLIER.id() + " watched the first " + watched + ".",
                        "Nothing to do, unless outliers in the other fields matter: then scan fewer partitions at a "
                                + "time."),
                Evidence.of("rule", FindingKind.CONTENT_OUTLIER.id())
                        .with("fields_left_out", unwatched)
                        .build(),
                "outlier"));
    }

    private static Evidence.Builder facts(FieldPath field, long count, Spot first, List<Example> examples) {
        Evidence.Builder facts = Evidence.of("count", count).with("field", field.toString());
        Phrases.position(facts, "first_offset", first.position());
        return facts.with(
                "examples",
                examples.stream()
                        .map(example -> exact(example.number()) + " at "
                                + example.spot().position())
                        .collect(Collectors.joining(", ")));
    }

    private String range(Spot first, Spot last) {
        return "Between position " + first.position() + " (" + Phrases.moment(first.millis()) + ") and "
                + last.position() + " (" + Phrases.moment(last.millis()) + ") of partition " + context.partition();
    }

    private static String shown(List<Example> examples, long count) {
        String shown = examples.stream()
                .map(example -> exact(example.number()) + " at position "
                        + example.spot().position())
                .collect(Collectors.joining(", "));
        return count > examples.size() ? shown + " and so on" : shown;
    }

    private static String exact(double number) {
        return number == Math.rint(number) && Math.abs(number) < WHOLE
                ? Long.toString((long) number)
                : plain(new BigDecimal(number).round(DIGITS));
    }

    private static String about(double number) {
        return plain(new BigDecimal(number).round(ABOUT));
    }

    private static String plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return Math.abs(shortest.scale()) > 12 ? shortest.toString() : shortest.toPlainString();
    }

    private void emit(
            Severity severity, Spot first, Spot last, Explanation text, Evidence evidence, String discriminator) {
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.CONTENT_OUTLIER,
                severity,
                Verdict.ANOMALY,
                Cause.UNUSUAL_VALUES,
                new PositionRange(first.position(), last.position().next()),
                OptionalLong.empty(),
                Basis.NONE,
                Phrases.span(first.millis(), last.millis()),
                text,
                evidence,
                discriminator));
    }
}
