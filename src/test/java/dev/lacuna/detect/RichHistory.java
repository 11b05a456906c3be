package dev.lacuna.detect;

import dev.lacuna.detect.gap.OffsetsRule;
import dev.lacuna.detect.gap.ProducerRule;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Producer;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A topic's history drawn at random, as rich as a cluster's life, with its truth: producers that are
/// idempotent, transactional or neither, begin new epochs, are forgotten and come back; transactions that
/// interleave, are aborted and tried again; events that come late, twice, unreadable or never; clocks that
/// jump, other hands on the timestamps; partitions that are added; a cleaner that is at work, or was once;
/// deletions at the head; elections that cut the log off; and segments that vanish.
public final class RichHistory {

    private static final StreamRef STREAM = new StreamRef("kafka://test:9092", "orders");
    private static final long START_MILLIS = 1_767_225_600_000L;
    private static final long DAY = 86_400_000;

    private record Late(RichLog.Row row, RichLog home) {}

    private final Random random;
    private final List<RichLog> logs = new ArrayList<>();
    private final List<RichWriter> writers = new ArrayList<>();
    private final Map<String, Long> counters = new TreeMap<>();
    private final Map<String, TreeSet<Long>> neverWritten = new TreeMap<>();
    private final Set<String> takenAway = new HashSet<>();
    private final List<Late> late = new ArrayList<>();
    private final boolean scoped;
    /// Numbers run across partitions.
    private final boolean global;
    private final boolean keyed;
    private final boolean singles;
    private final boolean harmless;
    private final long firstNumber;
    private final boolean compactedNow;
    private final boolean cleaned;
    private TimestampKind timestamps = TimestampKind.CREATE;
    private boolean mixed;
    private long clock = START_MILLIS;
    private long ids = 1000;

    public RichHistory(long seed) {
        random = new Random(seed);
        scoped = random.nextInt(3) == 0;
        global = !scoped && random.nextInt(4) == 0;
        keyed = random.nextInt(3) > 0;
        singles = random.nextInt(4) == 0;
        harmless = random.nextInt(3) > 0;
        long[] firsts = {0, 1, 1, random.nextInt(1_000_000), (1L << 53) + 1, Integer.MAX_VALUE - 50L};
        firstNumber = firsts[random.nextInt(firsts.length)];
        compactedNow = harmless && random.nextInt(6) == 0;
        cleaned = compactedNow || (harmless && random.nextInt(8) == 0);
        int partitions = 1 + random.nextInt(3);
        for (int i = 0; i < partitions; i++) {
            logs.add(new RichLog(STREAM.partition(i)));
        }
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            writers.add(writer());
        }
        tell();
    }

    private RichWriter writer() {
        boolean idempotent = random.nextInt(4) > 0;
        boolean transactional = idempotent && harmless && random.nextInt(3) == 0;
        long behind = harmless && random.nextInt(6) == 0 ? random.nextInt(5) * DAY : 0;
        var writer = new RichWriter(ids++, idempotent, transactional, behind);
        if (random.nextInt(5) == 0) {
            int near = Integer.MAX_VALUE - random.nextInt(300);
            for (int i = 0; i < 8; i++) {
                writer.next.put(i, near);
            }
        }
        return writer;
    }

    private void tell() {
        int steps = 60 + random.nextInt(200);
        for (int step = 0; step < steps; step++) {
            clock += random.nextInt(2_000);
            if (harmless) {
                happen(step);
            }
            RichWriter writer = writers.get(random.nextInt(writers.size()));
            write(writer);
            if (writer.transactional && random.nextInt(3) == 0) {
                decide(writer);
            }
            if (step < steps - 20 && random.nextInt(60) == 0) {
                logs.get(random.nextInt(logs.size())).cutOff(1 + random.nextInt(3));
            }
        }
        writers.forEach(this::decide);
        while (!late.isEmpty()) {
            comeLate(late.get(0));
        }
        settle();
        if (cleaned) {
            logs.forEach(this::clean);
        }
        if (random.nextInt(2) == 0) {
            RichLog log = logs.get(random.nextInt(logs.size()));
            int times = 1 + random.nextInt(3);
            for (int i = 0; i < times; i++) {
                vanish(log);
            }
        }
        if (harmless && random.nextInt(4) == 0) {
            RichLog log = logs.get(random.nextInt(logs.size()));
            deleteHead(log, (long) (log.end * random.nextDouble() * 0.7));
        }
    }

    /// Enough numbers behind whatever went wrong that nothing may still be on its way.
    private void settle() {
        RichWriter last = new RichWriter(ids++, false, false, 0);
        for (int i = 0; i < 40; i++) {
            clock += 60_000;
            for (RichLog log : logs) {
                for (String scope : scoped ? scopesOf(log) : List.of("")) {
                    append(log, last, List.of(row(scope, log, true)));
                }
            }
        }
    }

    private void happen(int step) {
        switch (random.nextInt(40)) {
            case 0 -> clock += random.nextInt(3) * DAY;
            case 1 -> {
                timestamps = timestamps == TimestampKind.CREATE ? TimestampKind.APPEND : TimestampKind.CREATE;
                mixed = true;
            }
            case 2 -> {
                if (scoped && logs.size() < 5 && step > 20) {
                    logs.add(new RichLog(STREAM.partition(logs.size())));
                }
            }
            case 3 -> {
                RichWriter writer = writers.get(random.nextInt(writers.size()));
                decide(writer);
                writer.epoch++;
                writer.next.clear();
            }
            case 4 -> {
                RichWriter writer = writers.get(random.nextInt(writers.size()));
                decide(writer);
                writer.id = ids++;
                writer.epoch = 0;
                writer.next.clear();
            }
            case 5 -> {
                // forgotten while it was silent, and comes back with any number
                RichWriter writer = writers.get(random.nextInt(writers.size()));
                decide(writer);
                clock += 2 * DAY;
                writer.next.replaceAll((partition, next) -> (next + random.nextInt(50)) & Integer.MAX_VALUE);
            }
            case 6 -> {
                if (!late.isEmpty()) {
                    comeLate(late.get(random.nextInt(late.size())));
                }
            }
            case 7 -> writers.add(writer());
            default -> {}
        }
    }

    private List<String> scopesOf(RichLog log) {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            if (partitionOf("s" + i) == log) {
                own.add("s" + i);
            }
        }
        return own;
    }

    private RichLog partitionOf(String scope) {
        return logs.get(Math.floorMod(scope.hashCode() * 31, logs.size()));
    }

    private String counterOf(String scope, RichLog log) {
        return scoped ? scope : global ? "g" : "p" + log.ref.number();
    }

    private RichLog.Row row(String scope, RichLog log, boolean readable) {
        String counter = counterOf(scope, log);
        long number = counters.getOrDefault(counter, firstNumber);
        counters.put(counter, number + 1);
        String key = scoped ? scope : keyed ? "k" + random.nextInt(30) : null;
        return new RichLog.Row(key, scoped ? scope : null, number, readable, clock);
    }

    private void write(RichWriter writer) {
        int size = singles ? 1 : 1 + random.nextInt(random.nextInt(5) == 0 ? 40 : 8);
        RichLog log = scoped ? null : logs.get(random.nextInt(logs.size()));
        Map<RichLog, List<RichLog.Row>> batches = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String scope = scoped ? "s" + random.nextInt(12) : "";
            RichLog to = log == null ? partitionOf(scope) : log;
            if (random.nextInt(150) == 0) {
                int gone = 1 + random.nextInt(12);
                for (int j = 0; j < gone; j++) {
                    RichLog.Row never = row(scope, to, true);
                    neverWritten
                            .computeIfAbsent(counterOf(scope, to), name -> new TreeSet<>())
                            .add(never.number());
                }
            }
            boolean unreadable = harmless && random.nextInt(150) == 0;
            RichLog.Row row = row(scope, to, !unreadable);
            // what is late and can't be read leaves nothing to go by
            if (random.nextInt(80) == 0 && row.readable() && !writer.transactional && late.size() < 5) {
                late.add(new Late(row, to));
            } else {
                batches.computeIfAbsent(to, other -> new ArrayList<>()).add(row);
            }
        }
        batches.forEach((to, rows) -> append(to, writer, rows));
        if (random.nextInt(40) == 0 && !writer.transactional) {
            batches.forEach((to, rows) -> append(to, writer, rows)); // the application sends it once more
        }
    }

    private void comeLate(Late one) {
        late.removeIf(other -> other == one);
        RichLog log = one.row().scope() != null ? partitionOf(one.row().scope()) : one.home();
        append(log, new RichWriter(ids++, false, false, 0), List.of(one.row()));
    }

    private void append(RichLog log, RichWriter writer, List<RichLog.Row> rows) {
        Producer producer = null;
        if (writer.idempotent) {
            int next = writer.next.getOrDefault(log.ref.number(), 0);
            int last = (next + rows.size() - 1) & Integer.MAX_VALUE;
            producer = new Producer(writer.id, (short) writer.epoch, next, last);
            writer.next.put(log.ref.number(), (last + 1) & Integer.MAX_VALUE);
        }
        // of a log whose timestamps were the brokers' only before, nothing shows what they are now
        long time = timestamps == TimestampKind.APPEND || mixed ? clock : clock - writer.behindMillis;
        var draft =
                new RichLog.Draft(log.end, producer, writer.transactional, false, log.leaderEpoch, timestamps, time);
        for (RichLog.Row row : rows) {
            draft.rows.put(log.end++, row);
        }
        draft.last = log.end - 1;
        log.drafts.add(draft);
        if (writer.transactional) {
            draft.fate = Fate.OPEN;
            writer.open.add(draft);
            writer.openIn.add(log.ref.number());
            writer.openRows.addAll(rows);
        }
    }

    private void decide(RichWriter writer) {
        if (writer.open.isEmpty()) {
            return;
        }
        boolean commits = random.nextInt(3) > 0;
        writer.open.forEach(draft -> draft.fate = commits ? Fate.COMMITTED : Fate.ABORTED);
        for (int number : writer.openIn) {
            logs.get(number).addMarker(writer, commits ? Fate.COMMITTED : Fate.ABORTED, timestamps, clock);
        }
        List<RichLog.Draft> drafts = List.copyOf(writer.open);
        writer.open.clear();
        writer.openIn.clear();
        writer.openRows.clear();
        if (!commits && random.nextBoolean()) {
            for (RichLog.Draft draft : drafts) { // tried again, with the same numbers
                RichLog log = logs.stream()
                        .filter(other -> other.drafts.contains(draft))
                        .findFirst()
                        .orElseThrow();
                append(log, writer, List.copyOf(draft.rows.values()));
            }
            decideAgain(writer);
        }
    }

    private void decideAgain(RichWriter writer) {
        writer.open.forEach(draft -> draft.fate = Fate.COMMITTED);
        for (int number : writer.openIn) {
            logs.get(number).addMarker(writer, Fate.COMMITTED, timestamps, clock);
        }
        writer.open.clear();
        writer.openIn.clear();
        writer.openRows.clear();
    }

    private void vanish(RichLog log) {
        int size = log.drafts.size();
        if (size < 10) {
            return;
        }
        int from = 1 + random.nextInt(size - 5);
        int to = Math.min(size - 2, from + random.nextInt(5));
        log.vanish(from, to);
    }

    /// The cleaner on its way through a part of the log from its start on.
    private void clean(RichLog log) {
        Map<String, Long> latest = new HashMap<>();
        for (RichLog.Draft draft : log.drafts) {
            if (draft.fate == Fate.COMMITTED && !draft.control) {
                draft.rows.forEach((at, row) -> {
                    if (row.key() != null) {
                        latest.put(row.key(), at);
                    }
                });
            }
        }
        long to = (long) (log.end * random.nextDouble());
        List<RichLog.Draft> kept = new ArrayList<>();
        for (RichLog.Draft draft : log.drafts) {
            if (draft.last >= to) {
                kept.add(draft);
                continue;
            }
            if (!draft.control) {
                draft.rows.entrySet().removeIf(entry -> {
                    RichLog.Row row = entry.getValue();
                    boolean goes = draft.fate == Fate.ABORTED
                            || row.key() == null
                            || latest.getOrDefault(row.key(), -1L) > entry.getKey();
                    if (goes) {
                        takenAway.add(nameOf(log, row));
                    }
                    return goes;
                });
            }
            boolean isLastOfWriter = draft.producer != null && random.nextInt(3) == 0;
            if (!draft.rows.isEmpty() || isLastOfWriter) {
                kept.add(draft);
            }
        }
        log.drafts = kept;
    }

    private void deleteHead(RichLog log, long to) {
        log.start = Math.min(to, log.end);
        log.drafts.forEach(draft -> draft.rows.forEach((at, row) -> {
            if (at < log.start) {
                takenAway.add(nameOf(log, row));
            }
        }));
        log.drafts.removeIf(draft -> draft.last < log.start);
    }

    private String nameOf(RichLog log, RichLog.Row row) {
        return counterOf(row.scope() == null ? "" : row.scope(), log) + "#" + row.number();
    }

    // The truth.

    /// Positions of a partition that vanished.
    public Set<Long> vanished(PartitionRef partition) {
        return logs.get(partition.number()).vanished;
    }

    /// Records of a producer that a partition's log had and has not any more.
    public long lostOf(PartitionRef partition, long producer) {
        return logs.get(partition.number()).lostOfProducers.getOrDefault(producer, 0L);
    }

    /// Whether a number was lost: nobody ever wrote it, or what held it vanished, and nothing harmless became
    /// of it.
    public boolean isLost(PartitionRef partition, String scope, long number) {
        RichLog own = logs.get(partition.number());
        String counter = counterOf(scope, own);
        if (neverWritten.getOrDefault(counter, new TreeSet<>()).contains(number)) {
            return true;
        }
        return !takenAway.contains(counter + "#" + number)
                && logs.stream()
                        .filter(log -> scoped || global || log == own)
                        .flatMap(log -> log.drafts.stream())
                        .flatMap(draft -> draft.rows.values().stream())
                        .noneMatch(row ->
                                row.number() == number && (row.scope() == null ? "" : row.scope()).equals(scope));
    }

    /// Numbers that were never written, within what they run: a scope, a partition (`p0`) or the stream (`g`).
    public Map<String, TreeSet<Long>> neverWritten() {
        return neverWritten;
    }

    /// Whether something harmless happened as well.
    public boolean isHarmless() {
        return harmless;
    }

    public boolean isGlobal() {
        return global;
    }

    public boolean isCleaned() {
        return cleaned;
    }

    // The telling.

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
        List<PartitionInfo> infos = logs.stream().map(RichLog::info).toList();
        StreamInfo stream = new StreamInfo(
                STREAM,
                "id",
                infos,
                compactedNow ? Compaction.ON : Compaction.OFF,
                Optional.empty(),
                timestamps,
                Map.of());
        try (ScanRules rules = new ScanRules(chosen, Spill.none(), findings::add)) {
            Map<RichLog, List<Detector>> detectors = new LinkedHashMap<>();
            for (RichLog log : logs) {
                if (scanned.isEmpty() || scanned.contains(log.ref.number())) {
                    PartitionInfo info = infos.get(log.ref.number());
                    var range = PositionRange.offsets(log.start, log.scannedTo(share));
                    detectors.put(log, rules.start(new PartitionContext(stream, info, range, clock + 3_600_000)));
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

    /// Positions of a partition that are in no batch, runs of them, between batches.
    public List<PositionRange> holes(PartitionRef partition) {
        return logs.get(partition.number()).holes();
    }

    public List<PartitionRef> partitions() {
        return logs.stream().map(log -> log.ref).toList();
    }
}
