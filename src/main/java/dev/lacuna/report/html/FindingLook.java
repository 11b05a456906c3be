package dev.lacuna.report.html;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Verdict;
import java.util.Locale;

/// How a finding looks in the report: the same colour and shape as in the window.
///
/// @param tone its colour
/// @param shape its mark
public record FindingLook(Tone tone, Shape shape) {

    /// From what matters most to what matters least.
    public enum Tone {
        LOSS,
        SUSPECT,
        ANOMALY,
        OK,
        INFO,
        PLAIN;

        String css() {
            return "t-" + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Marks that differ without colour.
    public enum Shape {
        HATCH,
        THIN_HATCH,
        BRACKET,
        DIAMONDS,
        ZIGZAG,
        CROSS,
        CARET,
        CHEVRONS,
        CHEVRONS_BACK,
        TICK,
        CHECK,
        RING
    }

    public static FindingLook of(Finding finding) {
        Tone tone = tone(finding);
        return new FindingLook(tone, shape(finding, tone));
    }

    private static Tone tone(Finding finding) {
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

    private static Shape shape(Finding finding, Tone tone) {
        if (tone == Tone.OK) {
            return Shape.CHECK;
        }
        if (finding.verdict() == Verdict.BENIGN) {
            return Shape.THIN_HATCH;
        }
        return switch (finding.kind()) {
            case GAP_OFFSETS, GAP_SEQUENCE, GAP_PRODUCER, GAP_HEAD, GAP_DOWNSTREAM, LOG_TRUNCATED, LOG_DAMAGED ->
                Shape.HATCH;
            case SILENCE, RATE_DROP, TXN_OPEN, GROUP_STALL -> Shape.BRACKET;
            case RATE_SPIKE, CONTENT_OUTLIER -> Shape.CARET;
            case DUPLICATE -> Shape.DIAMONDS;
            case ORDER_TIME, ORDER_SEQUENCE, TIME_SKEW -> Shape.ZIGZAG;
            case CONTENT_MALFORMED, CONTENT_SCHEMA -> Shape.CROSS;
            case GROUP_SKIP -> Shape.CHEVRONS;
            case GROUP_REWIND -> Shape.CHEVRONS_BACK;
            case LOG_ELECTION, TOPIC_RECREATED, RETENTION_EXPIRING -> Shape.TICK;
            case NOT_EVALUATED -> Shape.RING;
        };
    }

    /// Whether it needs nobody's attention: explained, or dismissed by somebody.
    static boolean isQuiet(Finding finding) {
        return finding.verdict() == Verdict.BENIGN
                || finding.status() == FindingStatus.EXPLAINED
                || finding.status() == FindingStatus.DISMISSED;
    }

    static boolean isOpen(Finding finding) {
        return finding.status() == FindingStatus.OPEN || finding.status() == FindingStatus.REOPENED;
    }

    /// "Missing sequence numbers"
    static String kindName(Finding finding) {
        return switch (finding.kind()) {
            case GAP_OFFSETS -> "Missing offsets";
            case GAP_SEQUENCE -> "Missing sequence numbers";
            case GAP_PRODUCER -> "Missing producer batches";
            case GAP_HEAD -> "Expired before it was read";
            case GAP_DOWNSTREAM -> "Missing downstream";
            case SILENCE -> "Silence";
            case RATE_DROP -> "Rate drop";
            case RATE_SPIKE -> "Rate spike";
            case DUPLICATE -> "Duplicates";
            case ORDER_TIME -> "Late arrivals";
            case ORDER_SEQUENCE -> "Wrong order";
            case TIME_SKEW -> "Clock skew";
            case CONTENT_MALFORMED -> "Malformed payload";
            case CONTENT_SCHEMA -> "Fields changed";
            case CONTENT_OUTLIER -> "Outliers";
            case GROUP_SKIP -> "Skipped by a group";
            case GROUP_REWIND -> "Re-read by a group";
            case GROUP_STALL -> "Group stalled";
            case LOG_ELECTION -> "Leader election";
            case LOG_TRUNCATED -> "Log truncated";
            case LOG_DAMAGED -> "Damaged log";
            case TOPIC_RECREATED -> "Topic re-created";
            case TXN_OPEN -> "Open transaction";
            case RETENTION_EXPIRING -> "About to expire";
            case NOT_EVALUATED -> "Not evaluated";
        };
    }

    /// The word for its chip.
    static String verdict(Finding finding) {
        return switch (finding.status()) {
            case REPAIRED -> "repaired";
            case DISMISSED -> "dismissed";
            default -> finding.verdict().id();
        };
    }
}
