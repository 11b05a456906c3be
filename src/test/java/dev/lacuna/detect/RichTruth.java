package dev.lacuna.detect;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Holds what the rules tell of rich histories against their truth, and counts.
public final class RichTruth {

    private final List<String> faults = new ArrayList<>();
    private int seeds;
    private long losses;
    private long planted;
    private long named;
    private final Map<String, Integer> whyNotNamed = new TreeMap<>();

    /// What was wrong, in words.
    public List<String> faults() {
        return faults;
    }

    /// Findings that rightly told a loss.
    public long losses() {
        return losses;
    }

    public void check(long seed) {
        RichHistory history = new RichHistory(seed);
        judge(seed, history, history.tell(Set.of()));
        if (history.partitions().size() > 1) {
            precise(seed, history, history.tell(Set.of(0)));
            precise(seed, history, history.tell(Set.of(), 0.3 + seed % 7 / 10.0));
        }
    }

    /// Checks what was told of a history, however it was read.
    public void judge(long seed, RichHistory history, List<Finding> findings) {
        seeds++;
        precise(seed, history, findings);
        complete(seed, history, findings);
        if (!history.isHarmless() && !history.isGlobal()) {
            history.neverWritten()
                    .forEach(
                            (counter, numbers) -> numbers.forEach(number -> count(history, findings, counter, number)));
        }
    }

    private void precise(long seed, RichHistory history, List<Finding> findings) {
        Map<String, Long> ofProducers = new HashMap<>();
        for (Finding finding : findings) {
            if (finding.verdict() != Verdict.LOSS) {
                continue;
            }
            losses++;
            PartitionRef partition = finding.partition();
            if (finding.kind() == FindingKind.GAP_OFFSETS) {
                for (long at = finding.positions().from().asOffset();
                        at < finding.positions().to().asOffset();
                        at++) {
                    if (!history.vanished(partition).contains(at)
                            && finding.positions().span() == finding.missing().orElse(-1)) {
                        fault(seed, "a position that did not vanish", finding);
                        break;
                    }
                }
            } else if (finding.kind() == FindingKind.GAP_PRODUCER) {
                long producer = LogStory.fact(finding, "producer_id");
                long sum = ofProducers.merge(
                        partition.number() + "/" + producer, finding.missing().orElse(0), Long::sum);
                if (sum > history.lostOf(partition, producer)) {
                    fault(seed, "more records of a producer than it lost", finding);
                }
            } else if (finding.kind() == FindingKind.GAP_SEQUENCE) {
                numbers(seed, history, finding);
            }
        }
    }

    private void numbers(long seed, RichHistory history, Finding finding) {
        Long from = finding.evidence().number("sequence_from");
        Long to = finding.evidence().number("sequence_to");
        if (from == null || to == null) {
            return;
        }
        String scope = Optional.ofNullable(finding.evidence().text("scope")).orElse("");
        long lost = 0;
        for (long number = from; number <= to && number - from < 10_000; number++) {
            lost += history.isLost(finding.partition(), scope, number) ? 1 : 0;
        }
        if (finding.missing().orElse(0) > lost || (finding.basis() == Basis.EXACT && lost < to - from + 1)) {
            fault(seed, "only " + lost + " of these numbers were lost", finding);
        }
    }

    private void complete(long seed, RichHistory history, List<Finding> findings) {
        for (PartitionRef partition : history.partitions()) {
            List<PositionRange> told = findings.stream()
                    .filter(finding -> finding.kind() == FindingKind.GAP_OFFSETS
                            && finding.partition().number() == partition.number()
                            && finding.verdict() != Verdict.BENIGN)
                    .map(Finding::positions)
                    .toList();
            for (PositionRange hole : history.isCleaned() ? List.<PositionRange>of() : history.holes(partition)) {
                if (told.stream().noneMatch(range -> range.overlaps(hole))) {
                    faults.add("seed " + seed + ": nothing told of the hole " + hole + " in " + partition);
                }
            }
        }
    }

    private void count(RichHistory history, List<Finding> findings, String counter, long number) {
        planted++;
        List<Finding> those = findings.stream()
                .filter(finding -> names(finding, counter, number))
                .toList();
        if (those.stream().anyMatch(finding -> finding.verdict() == Verdict.LOSS)) {
            named++;
        } else {
            String reason = history.isBelowAll(counter, number)
                    ? "it lies below the first that stands in the log"
                    : reasonOf(findings, those);
            whyNotNamed.merge(reason, 1, Integer::sum);
        }
    }

    private static boolean names(Finding finding, String counter, long number) {
        Long from = finding.evidence().number("sequence_from");
        Long to = finding.evidence().number("sequence_to");
        String scope = Optional.ofNullable(finding.evidence().text("scope"))
                .orElse("p" + finding.partition().number());
        return from != null
                && to != null
                && scope.equals(counter)
                && from <= number
                && number <= to
                && finding.kind() == FindingKind.GAP_SEQUENCE;
    }

    /// The last sentences of what was told instead, without its numbers.
    private static String reasonOf(List<Finding> all, List<Finding> those) {
        String text = those.isEmpty()
                ? all.stream()
                        .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE
                                && finding.evidence().number("sequence_from") == null)
                        .map(finding -> "only: " + finding.explanation().summary())
                        .findFirst()
                        .orElse("nothing")
                : those.get(0).explanation().explanation();
        return text.replaceAll("\\d[\\d,]*", "N").replaceFirst("In partition .*? UTC\\)\\. ", "");
    }

    /// Why numbers that were never written were not told as lost, with how many.
    public Map<String, Integer> whyNotNamed() {
        return whyNotNamed;
    }

    private void fault(long seed, String what, Finding finding) {
        faults.add("seed " + seed + ": " + what + ": " + finding.kind() + " " + finding.partition() + " "
                + finding.positions() + " " + finding.explanation().summary() + " | "
                + finding.explanation().explanation() + " " + finding.evidence());
    }

    @Override
    public String toString() {
        return seeds + " histories, " + losses + " losses told, " + faults.size() + " wrong; of " + planted
                + " numbers never written where nothing harmless happened " + named + " told as lost";
    }
}
