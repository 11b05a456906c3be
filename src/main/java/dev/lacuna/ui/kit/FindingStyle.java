package dev.lacuna.ui.kit;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Verdict;

/// How a finding looks everywhere: its tone, its shape on the timeline and the few words beside the shape.
///
/// @param tone its colour, chip and icon
/// @param shape its mark on the timeline
/// @param label "! 173", "41 duplicates", "silence 15 min", "✓ 58 repaired"
/// @param verdict the word for its chip: "LOSS", "REPAIRED"
public record FindingStyle(Tone tone, MarkShape shape, String label, String verdict) {

    private static final Texts TEXTS = Texts.of(FindingStyle.class);

    public static FindingStyle of(Finding finding) {
        Tone tone = toneOf(finding);
        return new FindingStyle(tone, shapeOf(finding, tone), labelOf(finding, tone), verdictOf(finding));
    }

    /// The name of its kind: "Missing sequence numbers".
    public static String kindName(Finding finding) {
        return TEXTS.get("kind." + finding.kind().id());
    }

    public String chipClass() {
        return tone.chipClass();
    }

    public Icon icon() {
        return Icon.of(tone);
    }

    /// Its place when only one can be shown: the higher, the more it matters.
    public int rank() {
        return Tone.values().length - tone.ordinal();
    }

    static Tone toneOf(Finding finding) {
        if (finding.status() == FindingStatus.REPAIRED) {
            return Tone.OK;
        }
        if (finding.status() == FindingStatus.EXPLAINED || finding.status() == FindingStatus.DISMISSED) {
            return Tone.PLAIN;
        }
        return switch (finding.verdict()) {
            case LOSS -> Tone.LOSS;
            case SUSPECT -> Tone.SUSPECT;
            case ANOMALY -> Tone.ANOMALY;
            case UNDECIDED -> Tone.INFO;
            case BENIGN -> Tone.PLAIN;
        };
    }

    static MarkShape shapeOf(Finding finding, Tone tone) {
        if (tone == Tone.OK) {
            return MarkShape.CHECK;
        }
        if (finding.verdict() == Verdict.BENIGN) {
            return MarkShape.THIN_HATCH;
        }
        return switch (finding.kind()) {
            case GAP_OFFSETS, GAP_SEQUENCE, GAP_PRODUCER, GAP_HEAD, GAP_DOWNSTREAM, LOG_TRUNCATED, LOG_DAMAGED ->
                MarkShape.HATCH;
            case SILENCE, RATE_DROP, TXN_OPEN, GROUP_STALL -> MarkShape.BRACKET;
            case RATE_SPIKE, CONTENT_OUTLIER -> MarkShape.CARET;
            case DUPLICATE -> MarkShape.DIAMONDS;
            case ORDER_TIME, ORDER_SEQUENCE, TIME_SKEW -> MarkShape.ZIGZAG;
            case CONTENT_MALFORMED, CONTENT_SCHEMA -> MarkShape.CROSS;
            case GROUP_SKIP -> MarkShape.CHEVRONS;
            case GROUP_REWIND -> MarkShape.CHEVRONS_BACK;
            case LOG_ELECTION, TOPIC_RECREATED, RETENTION_EXPIRING -> MarkShape.TICK;
            case NOT_EVALUATED -> MarkShape.RING;
        };
    }

    private static String labelOf(Finding finding, Tone tone) {
        String count = count(finding);
        if (tone == Tone.OK) {
            return count.isEmpty() ? TEXTS.get("label.repaired") : TEXTS.get("label.repaired.count", count);
        }
        String length = Formats.duration(finding.time().millis());
        String template = "label." + finding.kind().id();
        return switch (finding.kind()) {
            case GAP_OFFSETS, GAP_SEQUENCE, GAP_PRODUCER, GAP_HEAD, GAP_DOWNSTREAM, LOG_TRUNCATED, LOG_DAMAGED ->
                gapLabel(finding, tone, count);
            case SILENCE, RATE_DROP, RATE_SPIKE, TXN_OPEN, GROUP_STALL -> TEXTS.get(template, length);
            case DUPLICATE,
                    ORDER_TIME,
                    ORDER_SEQUENCE,
                    TIME_SKEW,
                    CONTENT_MALFORMED,
                    CONTENT_SCHEMA,
                    CONTENT_OUTLIER,
                    GROUP_SKIP,
                    GROUP_REWIND ->
                TEXTS.get(count.equals("1") ? template + ".one" : template, count)
                        .strip();
            case LOG_ELECTION, TOPIC_RECREATED, RETENTION_EXPIRING, NOT_EVALUATED -> TEXTS.get(template);
        };
    }

    private static String gapLabel(Finding finding, Tone tone, String count) {
        String mark = switch (tone) {
            case LOSS -> "!";
            case SUSPECT -> "?";
            default -> "·";
        };
        String about =
                finding.basis() == Basis.ESTIMATED ? "≈\u202F" : finding.basis() == Basis.AT_LEAST ? "≥\u202F" : "";
        return count.isEmpty() ? mark : mark + " " + about + count;
    }

    /// How many events it is about: what is missing, else the evidence's `count`, else the number its summary
    /// starts with ("a noun phrase with its count").
    private static String count(Finding finding) {
        if (finding.missing().isPresent()) {
            return Formats.number(finding.missing().getAsLong());
        }
        Long counted = finding.evidence().number("count");
        if (counted != null) {
            return Formats.number(counted);
        }
        String summary = finding.explanation().summary();
        int end = 0;
        while (end < summary.length()
                && end < 18
                && (Character.isDigit(summary.charAt(end)) || (end > 0 && summary.charAt(end) == ','))) {
            end++;
        }
        String digits = summary.substring(0, end).replace(",", "");
        return digits.isEmpty() ? "" : Formats.number(Long.parseLong(digits));
    }

    private static String verdictOf(Finding finding) {
        return switch (finding.status()) {
            case REPAIRED -> TEXTS.get("verdict.repaired");
            case DISMISSED -> TEXTS.get("verdict.dismissed");
            default -> TEXTS.get("verdict." + finding.verdict().id());
        };
    }
}
