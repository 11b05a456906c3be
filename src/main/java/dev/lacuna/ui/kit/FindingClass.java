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

    private static final Texts TEXTS = Texts.of(FindingClass.class);

    private final Tone tone;
    private final List<MarkShape> shapes;

    FindingClass(Tone tone, MarkShape... shapes) {
        this.tone = tone;
        this.shapes = List.of(shapes);
    }

    public static FindingClass of(Finding finding) {
        return of(FindingStyle.of(finding));
    }

    public static FindingClass of(FindingStyle style) {
        if (style.tone() == Tone.PLAIN) {
            return HARMLESS;
        }
        if (style.shape() == MarkShape.HATCH) {
            return style.tone() == Tone.LOSS ? LOSS : PERHAPS_MISSING;
        }
        for (FindingClass each : values()) {
            if (each.shapes.contains(style.shape())) {
                return each;
            }
        }
        throw new IllegalStateException("no class of findings has the shape " + style.shape());
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
