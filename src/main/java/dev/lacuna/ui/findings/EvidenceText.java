package dev.lacuna.ui.findings;

import dev.lacuna.model.Evidence;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.ui.findings.EvidenceLine.Role;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a finding's evidence as lines: for a gap the event before, what is missing, the event after; then every other
/// fact by its name.
final class EvidenceText {

    private static final Texts TEXTS = Texts.of(EvidenceText.class);
    private static final String SEQUENCE_FROM = "sequence_from";
    private static final String SEQUENCE_TO = "sequence_to";
    private static final int MAX_FACT_LENGTH = 120;

    private final Formats formats;

    EvidenceText(Formats formats) {
        this.formats = formats;
    }

    List<EvidenceLine> lines(Finding finding) {
        List<EvidenceLine> lines = new ArrayList<>();
        Set<String> told = Set.of();
        SequenceRange numbers = sequences(finding.evidence());
        if (finding.kind() == FindingKind.GAP_SEQUENCE && numbers != null) {
            told = sequenceGap(finding, numbers, lines);
        } else if (isOneHole(finding)) {
            told = offsetHole(finding, lines);
        }
        for (Map.Entry<String, Object> fact : finding.evidence().facts().entrySet()) {
            if (!told.contains(fact.getKey())) {
                lines.add(new EvidenceLine(name(fact.getKey()) + "\t" + value(fact), Role.FACT));
            }
        }
        return lines;
    }

    private static @Nullable SequenceRange sequences(Evidence evidence) {
        Long first = evidence.number(SEQUENCE_FROM);
        Long last = evidence.number(SEQUENCE_TO);
        return first == null || last == null || last < first ? null : new SequenceRange(first, last);
    }

    /// Whether its positions are those of one hole, and not what encloses many.
    private static boolean isOneHole(Finding finding) {
        Long positions = finding.evidence().number("positions");
        return finding.kind() == FindingKind.GAP_OFFSETS
                && positions != null
                && finding.positions().from().isDense()
                && finding.positions().span() == positions;
    }

    private Set<String> sequenceGap(Finding finding, SequenceRange numbers, List<EvidenceLine> lines) {
        addEvent(finding, numbers.first() - 1, "offset_before", finding.time().fromMillis(), lines);
        lines.add(missing(numbers.count(), number(numbers.first()), number(numbers.last())));
        addEvent(finding, numbers.last() + 1, "offset_after", finding.time().toMillis(), lines);
        return Set.of(SEQUENCE_FROM, SEQUENCE_TO, "offset_before", "offset_after");
    }

    private void addEvent(Finding finding, long sequence, String fact, long millis, List<EvidenceLine> lines) {
        Object position = finding.evidence().facts().get(fact);
        if (position != null) {
            String at = position instanceof Long offset ? number(offset) : position.toString();
            lines.add(event(TEXTS.get("evidence.sequence", number(sequence)), at, millis));
        }
    }

    private Set<String> offsetHole(Finding finding, List<EvidenceLine> lines) {
        long first = finding.positions().from().asOffset();
        long next = finding.positions().to().asOffset();
        if (finding.evidence().number("before_last") != null) {
            lines.add(event("", number(first - 1), finding.time().fromMillis()));
        }
        lines.add(missing(next - first, number(first), number(next - 1)));
        if (finding.evidence().number("after_first") != null) {
            lines.add(event("", number(next), finding.time().toMillis()));
        }
        return Set.of("positions", "before_last", "after_first");
    }

    private EvidenceLine event(String sequence, String position, long millis) {
        String place = TEXTS.get("evidence.offset", position) + "\t" + formats.time(millis);
        return new EvidenceLine(sequence.isEmpty() ? place : sequence + "\t" + place, Role.EVENT);
    }

    private static EvidenceLine missing(long count, String first, String last) {
        String text = count == 1
                ? TEXTS.get("evidence.missing.one", first)
                : TEXTS.get("evidence.missing", Formats.number(count), first, last);
        return new EvidenceLine(text, Role.MISSING);
    }

    /// `producer_id` → "producer id", `silent_ms` → "silent": the value bears the unit
    private static String name(String fact) {
        return fact.replaceAll("_(ms|millis)$", "").replace('_', ' ').replace('.', ' ');
    }

    private String value(Map.Entry<String, Object> fact) {
        String name = fact.getKey();
        if (fact.getValue() instanceof Long number) {
            if (name.endsWith("_millis") || name.endsWith("_ms")) {
                return isMoment(number) ? formats.dateTime(number) : Formats.duration(number);
            }
            return name.endsWith("_id") || name.endsWith("epoch") ? Long.toString(number) : number(number);
        }
        if (fact.getValue() instanceof Boolean truth) {
            return TEXTS.get(truth ? "evidence.yes" : "evidence.no");
        }
        String text = fact.getValue().toString();
        return text.length() <= MAX_FACT_LENGTH ? text : text.substring(0, MAX_FACT_LENGTH) + "…";
    }

    /// Milliseconds since 1990 can't be a length of time that a log would show.
    private static boolean isMoment(long millis) {
        return millis > 631_152_000_000L;
    }

    private static String number(long value) {
        return Formats.number(value);
    }
}
