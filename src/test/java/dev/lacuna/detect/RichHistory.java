package dev.lacuna.detect;

import dev.lacuna.detect.gap.OffsetsRule;
import dev.lacuna.detect.gap.ProducerRule;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// A topic's history drawn at random, as rich as a cluster's life, with its truth: producers that are
/// idempotent, transactional or neither, begin new epochs, run out of numbers, are forgotten and come back;
/// transactions that interleave, stay open for long, are aborted and tried again, or hang; events that come
/// late, twice, unreadable or never; clocks that jump, other hands on the timestamps; partitions that are
/// added; a cleaner that is at work, or was once; deletions at the head; elections that cut the log off;
/// and segments that vanish.
public final class RichHistory {

    private static final StreamRef STREAM = new StreamRef("kafka://test:9092", "orders");

    private final RichStory story;

    public RichHistory(long seed) {
        story = new RichStory(new Random(seed), STREAM);
    }

    /// Positions of a partition that vanished.
    public Set<Long> vanished(PartitionRef partition) {
        return story.logs.get(partition.number()).vanished;
    }

    /// Records of a producer that a partition's log had and has not any more.
    public long lostOf(PartitionRef partition, long producer) {
        return story.logs.get(partition.number()).lostOfProducers.getOrDefault(producer, 0L);
    }

    /// Whether a number was lost: nobody ever wrote it, or what held it vanished, and nothing harmless became
    /// of it.
    public boolean isLost(PartitionRef partition, String scope, long number) {
        RichLog own = story.logs.get(partition.number());
        String counter = story.counterOf(scope, own);
        if (story.neverWritten.getOrDefault(counter, new TreeSet<>()).contains(number)) {
            return true;
        }
        return !story.takenAway.contains(counter + "#" + number)
                && story.logs.stream()
                        .filter(log -> story.scoped || story.global || log == own)
                        .flatMap(log -> log.drafts.stream())
                        .flatMap(draft -> draft.rows.values().stream())
                        .noneMatch(row ->
                                row.number() == number && (row.scope() == null ? "" : row.scope()).equals(scope));
    }

    /// Numbers that were never written, within what they run: a scope, a partition (`p0`) or the stream (`g`).
    public Map<String, TreeSet<Long>> neverWritten() {
        return story.neverWritten;
    }

    /// Whether no lower number stands in the log, so that nobody can know that this one was due.
    public boolean isBelowAll(String counter, long number) {
        return story.logs.stream()
                .flatMap(log -> log.drafts.stream()
                        .filter(draft -> !draft.control)
                        .flatMap(draft -> draft.rows.values().stream())
                        .filter(row -> row.number() < number)
                        .map(row -> story.counterOf(row.scope() == null ? "" : row.scope(), log)))
                .noneMatch(counter::equals);
    }

    /// Whether something harmless happened as well.
    public boolean isHarmless() {
        return story.harmless;
    }

    public boolean isGlobal() {
        return story.global;
    }

    public boolean isScoped() {
        return story.scoped;
    }

    /// Whether the scope is the key, which is seen also where a payload can't be read.
    public boolean isScopeShown() {
        return story.scopeShown;
    }

    public boolean isCleaned() {
        return story.cleaned;
    }

    /// Whether the cleaner is still at work.
    public boolean isCompacted() {
        return story.compactedNow;
    }

    /// The logs as they are in the end.
    List<RichLog> logs() {
        return story.logs;
    }

    /// Positions of a partition that are in no batch, runs of them, between batches.
    public List<PositionRange> holes(PartitionRef partition) {
        return story.logs.get(partition.number()).holes();
    }

    public List<PartitionRef> partitions() {
        return story.logs.stream().map(log -> log.ref).toList();
    }

    /// What the rules on losses tell of it in the end.
    ///
    /// @param scanned the numbers of the partitions that are scanned; empty: all
    public List<Finding> tell(Set<Integer> scanned) {
        return tell(scanned, 1);
    }

    /// The same where of all partitions but the first only a part was scanned.
    ///
    /// @param share how much of them, up to 1
    public List<Finding> tell(Set<Integer> scanned, double share) {
        List<Finding> findings = new ArrayList<>();
        List<Rule> chosen = new ArrayList<>(List.of(new OffsetsRule(), new ProducerRule()));
        chosen.addAll(SequenceRules.standard());
        List<PartitionInfo> infos = story.logs.stream().map(RichLog::info).toList();
        StreamInfo stream = new StreamInfo(
                STREAM,
                "id",
                infos,
                story.compactedNow ? Compaction.ON : Compaction.OFF,
                Optional.empty(),
                story.timestamps(),
                Map.of());
        try (ScanRules rules = new ScanRules(chosen, Spill.none(), SecondLook.none(), findings::add)) {
            Map<RichLog, List<Detector>> detectors = new LinkedHashMap<>();
            for (RichLog log : story.logs) {
                if (scanned.isEmpty() || scanned.contains(log.ref.number())) {
                    PartitionInfo info = infos.get(log.ref.number());
                    long at = story.clock() + 3_600_000;
                    var range = PositionRange.offsets(log.start, log.scannedTo(share));
                    detectors.put(log, rules.start(new PartitionContext(stream, info, range, at)));
                }
            }
            detectors.forEach((log, own) -> log.feed(log.scannedTo(share), own));
            rules.end(() -> false);
            for (Finding now : rules.reconsidered(List.copyOf(findings))) {
                findings.replaceAll(finding -> finding.id().equals(now.id()) ? now : finding);
            }
        }
        return findings;
    }
}
