package dev.lacuna.ui.findings;

import dev.lacuna.detect.log.Expiry;
import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Counts down how long what the repair of a finding needs is still kept, as far as retention tells: the
/// events beside a gap, without which no source of the missing ones can be recognised; those that a group has
/// skipped; and where a source was found, what it holds.
final class KeptClock {

    private static final Texts TEXTS = Texts.of(KeptClock.class);
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final Clock clock;
    private final Formats formats;
    private Map<StreamRef, StreamInfo> streams = Map.of();
    private Function<Finding, List<ReplaySource>> sources = finding -> List.of();

    /// One thing that is needed, and until when it is kept.
    private record Need(String words, Expiry expiry) {}

    KeptClock(Clock clock, Formats formats) {
        this.clock = clock;
        this.formats = formats;
    }

    /// Goes by how these streams are kept.
    void look(List<Scan> scans) {
        streams = scans.stream()
                .map(Scan::stream)
                .collect(Collectors.toMap(StreamInfo::stream, info -> info, (earlier, later) -> later));
    }

    /// @param found the sources that were found for a finding, best first; none while that isn't known
    void setSources(Function<Finding, List<ReplaySource>> found) {
        sources = found;
    }

    /// The minute it is; what is said is the same as long as that lasts.
    long minute() {
        return clock.millis() / MINUTE;
    }

    /// When the first of what is needed may be removed; empty where nothing is needed, or it is kept without limit.
    Optional<Expiry> expiry(Finding finding) {
        return first(needs(finding)).map(Need::expiry);
    }

    private static Optional<Need> first(List<Need> needs) {
        return needs.stream().min(Comparator.comparingLong(need -> need.expiry().notBeforeMillis()));
    }

    private static boolean isToRepair(Finding finding) {
        return Repairable.isRepairable(finding) || Rewindable.isRewindable(finding);
    }

    private List<Need> needs(Finding finding) {
        List<Need> needs = new ArrayList<>();
        if (!isToRepair(finding) || finding.time().fromMillis() <= 0) {
            return needs;
        }
        boolean skipped = Rewindable.isRewindable(finding);
        StreamInfo own = streams.get(finding.partition().stream());
        if (own != null && (skipped || hasNeighbours(finding))) {
            add(needs, skipped ? "kept.need.skipped" : "kept.need.beside", own, finding);
        }
        sources.apply(finding).stream()
                .findFirst()
                .ifPresent(best -> add(needs, "kept.need.source", best.stream(), finding));
        return needs;
    }

    /// What was cut off at one end of the log has no events on both sides.
    private static boolean hasNeighbours(Finding finding) {
        return finding.kind() != FindingKind.GAP_HEAD && finding.kind() != FindingKind.LOG_TRUNCATED;
    }

    private static void add(List<Need> needs, String key, StreamInfo stream, Finding finding) {
        Expiry.of(stream, finding.time().fromMillis())
                .ifPresent(expiry ->
                        needs.add(new Need(TEXTS.get(key, stream.stream().name()), expiry)));
    }

    /// "2 d 4 h"; empty where there is nothing to repair.
    String words(Finding finding) {
        return words(List.of(finding));
    }

    /// What goes first of what several need.
    String words(List<Finding> findings) {
        if (findings.stream().noneMatch(KeptClock::isToRepair)) {
            return "";
        }
        return expiry(findings)
                .map(expiry -> left(expiry.leftMillis(clock.millis())))
                .orElse(TEXTS.get("kept.always"));
    }

    private Optional<Expiry> expiry(List<Finding> findings) {
        return findings.stream()
                .flatMap(finding -> expiry(finding).stream())
                .min(Comparator.comparingLong(Expiry::notBeforeMillis));
    }

    /// To the minute, so that it needs to be said anew but once in each.
    private static String left(long millis) {
        if (millis == 0) {
            return TEXTS.get("kept.expired");
        }
        return millis < HOUR ? TEXTS.get("kept.minutes", 1 + millis / MINUTE) : Formats.duration(millis);
    }

    /// How urgent that is.
    Tone tone(List<Finding> findings) {
        return expiry(findings)
                .flatMap(expiry -> expiry.severity(clock.millis()))
                .map(severity -> severity == Severity.CRITICAL ? Tone.LOSS : Tone.SUSPECT)
                .orElse(Tone.PLAIN);
    }

    /// What goes when, in sentences; empty where there is nothing to repair.
    String tip(Finding finding) {
        if (!isToRepair(finding)) {
            return "";
        }
        List<Need> needs = needs(finding);
        List<String> sentences = new ArrayList<>();
        for (Need need : needs) {
            String until = formats.dateTime(need.expiry().notBeforeMillis()) + " " + formats.zoneName();
            sentences.add(TEXTS.get(need.expiry().bySize() ? "kept.tip.bysize" : "kept.tip", need.words(), until));
        }
        if (needs.isEmpty()) {
            sentences.add(TEXTS.get("kept.tip.always"));
        }
        if (Repairable.isRepairable(finding) && sources.apply(finding).isEmpty()) {
            sentences.add(TEXTS.get("kept.tip.unknown"));
        }
        return String.join("\n", sentences);
    }

    /// Soonest first.
    Comparator<Finding> order() {
        return Comparator.comparingLong((Finding finding) -> isToRepair(finding) ? 0 : 1)
                .thenComparingLong(
                        finding -> expiry(finding).map(Expiry::notBeforeMillis).orElse(Long.MAX_VALUE));
    }
}
