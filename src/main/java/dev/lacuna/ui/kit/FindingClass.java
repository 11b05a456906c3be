package dev.lacuna.ui.kit;

import dev.lacuna.model.Finding;
import java.util.List;
import java.util.Locale;

/// Findings that look alike: what a legend names, and what can be shown or left out together.
public enum FindingClass {
    LOSS(Tone.LOSS, MarkShape.HATCH),
    PERHAPS_MISSING(Tone.SUSPECT, MarkShape.HATCH),
    SILENCE(Tone.SUSPECT, MarkShape.BRACKET),
    PEAK(Tone.ANOMALY, MarkShape.CARET),
    DUPLICATE(Tone.ANOMALY, MarkShape.DIAMONDS),
    DISORDER(Tone.ANOMALY, MarkShape.ZIGZAG),
    MALFORMED(Tone.ANOMALY, MarkShape.CROSS),
    GROUP(Tone.ANOMALY, MarkShape.CHEVRONS, MarkShape.CHEVRONS_BACK),
    LOG(Tone.INFO, MarkShape.TICK),
    NOT_EVALUATED(Tone.INFO, MarkShape.RING),
    REPAIRED(Tone.OK, MarkShape.CHECK),
    HARMLESS(Tone.PLAIN, MarkShape.THIN_HATCH);

    private static final FindingClass[] ALL = values();
    private static final Texts TEXTS = Texts.of(FindingClass.class);

    private final Tone tone;
    private final List<MarkShape> shapes;

    FindingClass(Tone tone, MarkShape... shapes) {
        this.tone = tone;
        this.shapes = List.of(shapes);
    }

    /// Writes no words, so it costs little also for thousands of findings.
    public static FindingClass of(Finding finding) {
        Tone tone = FindingStyle.toneOf(finding);
        return of(tone, FindingStyle.shapeOf(finding, tone));
    }

    public static FindingClass of(FindingStyle style) {
        return of(style.tone(), style.shape());
    }

    private static FindingClass of(Tone tone, MarkShape shape) {
        if (tone == Tone.PLAIN) {
            return HARMLESS;
        }
        if (shape == MarkShape.HATCH) {
            return tone == Tone.LOSS ? LOSS : PERHAPS_MISSING;
        }
        for (FindingClass each : ALL) {
            if (each.shapes.contains(shape)) {
                return each;
            }
        }
        throw new IllegalStateException("no class of findings has the shape " + shape);
    }

    /// "Loss"
    public String words() {
        return TEXTS.get("class." + name().toLowerCase(Locale.ROOT));
    }

    /// How one of them looks, without words.
    public FindingStyle sample() {
        return new FindingStyle(tone, shapes.get(0), "", "");
    }
}
