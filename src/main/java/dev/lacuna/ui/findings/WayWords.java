package dev.lacuna.ui.findings;

import dev.lacuna.detect.log.Expiry;
import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;

/// Says in sentences what a source of missing events offers.
final class WayWords {

    private static final Texts TEXTS = Texts.of(WayWords.class);

    private static final char NO_BREAK = '\u00a0';

    private WayWords() {}

    static String title(ReplaySource source) {
        return TEXTS.get("way.replay", source.stream().stream().name());
    }

    /// How many stand there, what proves it, how long they stay.
    static String offer(ReplaySource source, Finding finding, long nowMillis) {
        return count(source) + " " + proof(source) + " " + kept(source, finding, nowMillis);
    }

    private static String count(ReplaySource source) {
        String found = Formats.number(source.found());
        if (!source.isWhole()) {
            return TEXTS.get("way.part", found, Formats.number(source.missing()));
        }
        return source.missing() == 1 ? TEXTS.get("way.whole.one") : TEXTS.get("way.whole", found);
    }

    private static String proof(ReplaySource source) {
        return switch (source.neighbours()) {
            case 0 -> TEXTS.get("way.proof.none");
            case 1 -> TEXTS.get("way.proof.one");
            default -> TEXTS.get("way.proof", source.neighbours());
        };
    }

    /// Retention counts from the event's time, so an event of this gap stays at least that much longer, unless the
    /// log is bounded by size as well.
    private static String kept(ReplaySource source, Finding finding, long nowMillis) {
        Expiry expiry = Expiry.of(source.stream(), finding.time().fromMillis()).orElse(null);
        if (expiry == null) {
            return TEXTS.get("way.kept.always");
        }
        long left = expiry.leftMillis(nowMillis);
        if (left == 0) {
            return TEXTS.get("way.kept.expired");
        }
        String kept = Formats.duration(left).replace(' ', NO_BREAK);
        return TEXTS.get(expiry.bySize() ? "way.kept.bysize" : "way.kept", kept);
    }

    /// "Replay 173 events…"
    static String replay(ReplaySource source) {
        long count = source.found();
        return count == 1 ? TEXTS.get("replay.one") : TEXTS.get("replay.many", Formats.number(count));
    }

    /// What setting the group back to where the finding begins would do.
    static String rewind(Finding finding) {
        String group = Rewindable.groupOf(finding).orElse("");
        String from = finding.positions().from().toString();
        return TEXTS.get("way.rewind", group, finding.partition().toString(), from);
    }

    /// Nothing was found: what else can be done depends on how the gap was seen.
    static String nothing(Finding finding) {
        return finding.kind() == FindingKind.GAP_SEQUENCE ? TEXTS.get("way.nothing") : TEXTS.get("way.unnamed");
    }
}
