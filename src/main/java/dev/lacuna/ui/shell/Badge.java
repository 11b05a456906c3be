package dev.lacuna.ui.shell;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Tone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How many findings are open somewhere, in the tone of the worst.
record Badge(int count, Tone tone) {

    private static final int WHOLE = -1;

    /// Of a stream as a whole.
    static Optional<Badge> of(List<Finding> findings) {
        return Optional.ofNullable(byPartition(findings).get(WHOLE));
    }

    /// By partition number, without those that have no open finding; the whole stream's under -1.
    static Map<Integer, Badge> byPartition(List<Finding> findings) {
        Map<Integer, Badge> badges = new HashMap<>();
        for (Finding finding : findings) {
            boolean open = finding.status() == FindingStatus.OPEN || finding.status() == FindingStatus.REOPENED;
            Tone tone = FindingStyle.of(finding).tone();
            if (open && tone != Tone.PLAIN) {
                var badge = new Badge(1, tone);
                badges.merge(finding.partition().number(), badge, Badge::with);
                badges.merge(WHOLE, badge, Badge::with);
            }
        }
        return badges;
    }

    static Optional<Badge> whole(Map<Integer, Badge> badges) {
        return Optional.ofNullable(badges.get(WHOLE));
    }

    private Badge with(Badge other) {
        // tones are in order of weight
        return new Badge(count + other.count, tone.compareTo(other.tone) <= 0 ? tone : other.tone);
    }
}
