package dev.lacuna.investigation;

import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Joins findings that are one story: where a run of events is missing or unreadable, the partition is silent
/// too, and that silence, or a drop of its rate, is the loss seen once more, not a second fault. So are the
/// numbers of producers that are missing where positions are; and events that were sent again, or came late
/// by their number, are older than those around them. Where an application's numbers are missing at a place
/// at which the log was cut off, or may have been, a log that has no hole there does not mean that they were
/// never written. And a change of leader at which a producer's records were lost was no clean one.
final class Stories {

    /// The two rules take their ends from the same events, but a silence may begin a late arrival earlier.
    private static final long TOLERANCE_MILLIS = 1000;

    private static final String EXPLAINED_BY = "explained_by";

    /// How many of the late events the other finding must hold.
    private static final double MOST = 0.8;

    private Stories() {}

    static void join(FindingLog log) {
        List<Finding> all = log.all();
        for (Finding finding : all) {
            if (finding.kind() == FindingKind.SILENCE && finding.status() == FindingStatus.OPEN) {
                lossBehind(finding, all).ifPresent(loss -> log.put(explained(finding, loss)));
            }
            if (finding.kind() == FindingKind.RATE_DROP && finding.status() == FindingStatus.OPEN) {
                lossesWithin(finding, all).ifPresent(loss -> log.put(explained(finding, loss)));
            }
            Long hole = finding.kind() == FindingKind.GAP_PRODUCER
                    ? finding.evidence().number("hole_first")
                    : null;
            if (hole != null) {
                holeAt(hole, finding, all).ifPresent(other -> log.put(linked(finding, other, EXPLAINED_BY)));
            }
            if (finding.kind() == FindingKind.GAP_SEQUENCE && finding.cause() == Cause.NEVER_WRITTEN) {
                cutWithin(finding, all).ifPresent(cut -> log.put(cutOff(finding, cut)));
            }
            if (finding.kind() == FindingKind.LOG_ELECTION && finding.verdict() == Verdict.BENIGN) {
                lostAt(finding, all).ifPresent(loss -> log.put(unclean(finding, loss)));
            }
            if (finding.kind() == FindingKind.ORDER_TIME && finding.status() == FindingStatus.OPEN) {
                whyOld(finding, all).ifPresent(why -> log.put(old(finding, why)));
            }
        }
    }

    private static Optional<Finding> whyOld(Finding late, List<Finding> all) {
        return all.stream()
                .filter(other -> other.kind() == FindingKind.DUPLICATE || other.kind() == FindingKind.ORDER_SEQUENCE)
                .filter(other -> other.partition().equals(late.partition()))
                .filter(other -> !late.positions()
                                .from()
                                .isBefore(other.positions().from())
                        && !other.positions().to().isBefore(late.positions().to()))
                .filter(other -> number(other, "duplicates") + number(other, "late_events")
                        >= MOST * number(late, "late_events"))
                .findFirst();
    }

    private static long number(Finding finding, String name) {
        Long number = finding.evidence().number(name);
        return number == null ? 0 : number;
    }

    private static Finding old(Finding late, Finding why) {
        Explanation texts = late.explanation();
        return linked(late, why, EXPLAINED_BY)
                .withExplanation(new Explanation(
                        texts.summary(),
                        "These are the events of finding " + why.id() + " seen once more ("
                                + why.explanation().summary() + "). " + texts.explanation(),
                        "See finding " + why.id() + "."))
                .withStatus(FindingStatus.EXPLAINED);
    }

    private static Optional<Finding> lossBehind(Finding silence, List<Finding> all) {
        return all.stream()
                .filter(other ->
                        other.verdict() == Verdict.LOSS || other.kind() == FindingKind.LOG_DAMAGED || isGone(other))
                .filter(other -> other.partition().equals(silence.partition()))
                .filter(other -> covers(other.time(), silence.time()))
                .filter(other -> accountsFor(other, silence))
                .findFirst();
    }

    /// Positions that went while the scan was on its way; not what a group did not come to in time.
    private static boolean isGone(Finding finding) {
        return finding.kind() == FindingKind.GAP_HEAD && finding.verdict() == Verdict.BENIGN;
    }

    /// The largest of the losses in a drop, if those of its kind together account for it.
    private static Optional<Finding> lossesWithin(Finding drop, List<Finding> all) {
        List<Finding> losses = all.stream()
                .filter(other -> other.verdict() == Verdict.LOSS)
                .filter(other -> other.partition().equals(drop.partition()))
                .filter(other -> other.time().overlaps(drop.time()))
                .toList();
        Comparator<Finding> byMissing =
                Comparator.comparingLong(loss -> loss.missing().orElse(0));
        return losses.stream().max(byMissing).filter(largest -> {
            long lost = losses.stream()
                    .filter(loss -> loss.kind() == largest.kind())
                    .mapToLong(loss -> loss.missing().orElse(0))
                    .sum();
            return 2 * lost >= drop.missing().orElse(Long.MAX_VALUE);
        });
    }

    private static Optional<Finding> holeAt(long first, Finding producers, List<Finding> all) {
        return all.stream()
                .filter(other -> other.kind() == FindingKind.GAP_OFFSETS || other.kind() == FindingKind.LOG_DAMAGED)
                .filter(other -> other.partition().equals(producers.partition()))
                .filter(other -> other.positions().from().equals(Position.offset(first)))
                .findFirst();
    }

    private static Finding linked(Finding finding, Finding other, String how) {
        var evidence = new Evidence.Builder();
        finding.evidence().facts().forEach(evidence::withFact);
        return finding.withEvidence(evidence.with(how, other.id()).build());
    }

    /// A place within a gap where the log was cut off, or where a change of leader may have done so; one that
    /// is proven first.
    private static Optional<Finding> cutWithin(Finding gap, List<Finding> all) {
        return all.stream()
                .filter(other -> other.partition().equals(gap.partition()))
                .filter(Stories::isCut)
                .filter(other -> gap.positions().contains(cutAt(other)))
                .min(Comparator.comparing((Finding other) -> other.verdict() != Verdict.LOSS)
                        .thenComparing(other -> other.kind() != FindingKind.LOG_TRUNCATED));
    }

    private static boolean isCut(Finding finding) {
        return finding.kind() == FindingKind.LOG_TRUNCATED && finding.verdict() == Verdict.LOSS
                || finding.kind() == FindingKind.LOG_ELECTION
                || isLossOfAProducer(finding);
    }

    private static boolean isLossOfAProducer(Finding finding) {
        return finding.kind() == FindingKind.GAP_PRODUCER
                && finding.verdict() == Verdict.LOSS
                && finding.cause() == Cause.TRUNCATED;
    }

    private static Optional<Finding> lostAt(Finding election, List<Finding> all) {
        return all.stream()
                .filter(Stories::isLossOfAProducer)
                .filter(other -> other.partition().equals(election.partition()))
                .filter(other -> other.positions().contains(cutAt(election)))
                .findFirst();
    }

    private static Finding unclean(Finding election, Finding loss) {
        String epochs = "leader epoch " + number(election, "epoch_before") + " to " + number(election, "epoch_after");
        return linked(election, loss, "lost_by_it")
                .withVerdict(Verdict.SUSPECT, Severity.MAJOR)
                .withExplanation(new Explanation(
                        "an unclean election, " + epochs,
                        "At this change of leader, at position " + cutAt(election) + " of partition "
                                + election.partition() + ", records were lost by finding " + loss.id() + " ("
                                + loss.explanation().summary() + "): the new leader did not have them.",
                        "Look at finding " + loss.id()
                                + " for what is lost, and at the brokers' logs of that time for why "
                                + "a replica that was not in sync became the leader "
                                + "(unclean.leader.election.enable, min.insync.replicas, the producers' acks)."))
                .withStatus(FindingStatus.OPEN);
    }

    /// The first position that was written on.
    private static Position cutAt(Finding cut) {
        PositionRange positions = cut.positions();
        return cut.kind() == FindingKind.LOG_TRUNCATED || !positions.to().isDense()
                ? positions.from()
                : Position.offset(positions.to().asOffset() - 1);
    }

    private static Finding cutOff(Finding gap, Finding cut) {
        boolean proven = cut.verdict() == Verdict.LOSS;
        Explanation texts = gap.explanation();
        String how = proven
                ? "By finding " + cut.id() + " (" + cut.explanation().summary()
                        + ") the log was cut off here and written on, so they were in it, or never came."
                : "But the leader changed here (finding " + cut.id()
                        + "), and what only the old one had is gone without a hole: so they may have been in it.";
        return linked(gap, cut, "cut_off_by")
                .withCause(proven ? Cause.TRUNCATED : Cause.UNKNOWN)
                .withExplanation(new Explanation(texts.summary(), texts.explanation() + " " + how, texts.suggestion()));
    }

    /// A single lost event in an hour in which thousands were usual leaves the silence to be told.
    private static boolean accountsFor(Finding loss, Finding silence) {
        long held = isGone(loss) ? loss.positions().span() : loss.missing().orElse(0);
        return 2 * held >= silence.missing().orElse(Long.MAX_VALUE);
    }

    private static boolean covers(TimeSpan loss, TimeSpan silence) {
        return loss.fromMillis() - TOLERANCE_MILLIS <= silence.fromMillis()
                && silence.toMillis() <= loss.toMillis() + TOLERANCE_MILLIS;
    }

    private static Finding explained(Finding silence, Finding loss) {
        Explanation texts = silence.explanation();
        return explained(
                silence,
                loss,
                new Explanation(
                        texts.summary(),
                        "This is what finding "
                                + loss.id() + " tells, seen once more ("
                                + loss.explanation().summary() + "): its events would have stood here. "
                                + texts.explanation(),
                        "Repair finding " + loss.id() + "; this "
                                + (silence.kind() == FindingKind.SILENCE ? "silence" : "drop") + " goes with it."));
    }

    private static Finding explained(Finding finding, Finding by, Explanation texts) {
        return linked(finding, by, EXPLAINED_BY).withExplanation(texts).withStatus(FindingStatus.EXPLAINED);
    }
}
