package dev.lacuna.detect;

import dev.lacuna.detect.RichLog.Draft;
import dev.lacuna.detect.RichLog.Row;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Producer;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The course of a [RichHistory]: who writes what when, and what happens meanwhile.
final class RichStory {

    private static final long START_MILLIS = 1_767_225_600_000L;
    private static final long DAY = 86_400_000;

    private record Late(Row row, RichLog home) {}

    private static final class Writer {
        private long id;
        private int epoch;
        private final boolean idempotent;
        private final boolean transactional;

        /// So far behind the clock are its timestamps.
        private final long behindMillis;

        /// One in so many writes ends its transaction.
        private final int patience;

        private final Map<Integer, Integer> next = new HashMap<>();
        private final Map<Draft, RichLog> open = new LinkedHashMap<>();

        Writer(long id, boolean idempotent, boolean transactional, long behindMillis, int patience) {
            this.id = id;
            this.idempotent = idempotent;
            this.transactional = transactional;
            this.behindMillis = behindMillis;
            this.patience = patience;
        }
    }

    final List<RichLog> logs = new ArrayList<>();

    /// Numbers that were never written, within what they run: a scope, a partition (`p0`) or the stream
    /// (`g`).
    final Map<String, TreeSet<Long>> neverWritten = new TreeMap<>();

    /// Numbers that somebody took away on purpose, each as `COUNTER#NUMBER`.
    final Set<String> takenAway = new HashSet<>();

    final boolean scoped;

    /// The scope is the key.
    final boolean scopeShown;

    /// Numbers run across partitions.
    final boolean global;

    final boolean harmless;
    final boolean compactedNow;
    final boolean cleaned;

    private final Random random;
    private final StreamRef stream;
    private final List<Writer> writers = new ArrayList<>();
    private final Map<String, Long> counters = new TreeMap<>();
    private final List<Late> late = new ArrayList<>();
    private final RichFaults faults;
    private final boolean keyed;
    private final boolean singles;
    private final long firstNumber;
    private TimestampKind timestamps = TimestampKind.CREATE;
    private long clock = START_MILLIS;
    private long ids = 1000;

    RichStory(Random random, StreamRef stream) {
        this.random = random;
        this.stream = stream;
        scoped = random.nextInt(3) == 0;
        global = !scoped && random.nextInt(4) == 0;
        scopeShown = random.nextBoolean();
        keyed = random.nextInt(3) > 0;
        singles = random.nextInt(4) == 0;
        harmless = random.nextInt(3) > 0;
        long[] firsts = {0, 1, 1, random.nextInt(1_000_000), (1L << 53) + 1, Integer.MAX_VALUE - 50L};
        firstNumber = firsts[random.nextInt(firsts.length)];
        compactedNow = harmless && random.nextInt(6) == 0;
        cleaned = compactedNow || (harmless && random.nextInt(8) == 0);
        faults = new RichFaults(random, (log, row) -> takenAway.add(nameOf(log, row)));
        int partitions = 1 + random.nextInt(3);
        for (int i = 0; i < partitions; i++) {
            addLog();
        }
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            writers.add(writer());
        }
        tell();
    }

    /// When it ends, epoch ms.
    long clock() {
        return clock;
    }

    /// Who sets timestamps in the end.
    TimestampKind timestamps() {
        return timestamps;
    }

    private void addLog() {
        logs.add(new RichLog(stream.partition(logs.size())));
    }

    private Writer writer() {
        boolean idempotent = random.nextInt(4) > 0;
        boolean transactional = idempotent && harmless && random.nextInt(3) == 0;
        long behind = harmless && random.nextInt(6) == 0 ? random.nextInt(5) * DAY : 0;
        int patience = random.nextInt(4) == 0 ? 40 : 3;
        var writer = new Writer(ids++, idempotent, transactional, behind, patience);
        if (random.nextInt(5) == 0) {
            int near = Integer.MAX_VALUE - random.nextInt(300);
            for (int i = 0; i < 8; i++) {
                writer.next.put(i, near);
            }
        }
        return writer;
    }

    private Writer passerBy() {
        return new Writer(ids++, false, false, 0, 1);
    }

    private void tell() {
        int steps = 60 + random.nextInt(200);
        for (int step = 0; step < steps; step++) {
            clock += random.nextInt(2_000);
            if (harmless) {
                happen(step);
            }
            Writer writer = any(writers);
            write(writer);
            if (writer.transactional && random.nextInt(writer.patience) == 0) {
                decide(writer);
            }
            if (step < steps - 20 && random.nextInt(60) == 0) {
                faults.cutOff(any(logs));
            }
        }
        boolean hangs = random.nextInt(12) == 0;
        writers.stream().filter(writer -> !hangs || random.nextBoolean()).forEach(this::decide);
        while (!late.isEmpty()) {
            comeLate(late.get(0));
        }
        settle();
        befall();
    }

    private void befall() {
        if (cleaned) {
            logs.forEach(faults::clean);
        }
        if (random.nextInt(2) == 0) {
            RichLog log = any(logs);
            int times = 1 + random.nextInt(3);
            for (int i = 0; i < times; i++) {
                faults.vanish(log);
            }
        }
        if (harmless && random.nextInt(4) == 0) {
            RichLog log = any(logs);
            faults.deleteHead(log, Math.min(log.stable(), (long) (log.end * random.nextDouble() * 0.7)));
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// Enough numbers behind whatever went wrong that nothing may still be on its way.
    private void settle() {
        Writer last = passerBy();
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
            case 1 -> timestamps = timestamps == TimestampKind.CREATE ? TimestampKind.APPEND : TimestampKind.CREATE;
            case 2 -> {
                if (scoped && logs.size() < 5 && step > 20) {
                    addLog();
                }
            }
            case 3 -> {
                Writer writer = any(writers);
                decide(writer);
                writer.epoch++;
                writer.next.clear();
            }
            case 4 -> {
                Writer writer = any(writers);
                decide(writer);
                writer.id = ids++;
                writer.epoch = 0;
                writer.next.clear();
            }
            case 5 -> {
                // forgotten while it was silent, and comes back with any number
                Writer writer = any(writers);
                decide(writer);
                clock += 2 * DAY;
                writer.next.replaceAll((partition, next) -> (next + random.nextInt(50)) & Integer.MAX_VALUE);
            }
            case 6 -> {
                if (!late.isEmpty()) {
                    comeLate(any(late));
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

    /// Within what a number runs.
    String counterOf(String scope, RichLog log) {
        return scoped ? scope : global ? "g" : "p" + log.ref.number();
    }

    private String nameOf(RichLog log, Row row) {
        return counterOf(row.scope() == null ? "" : row.scope(), log) + "#" + row.number();
    }

    private Row row(String scope, RichLog log, boolean readable) {
        String counter = counterOf(scope, log);
        long number = counters.getOrDefault(counter, firstNumber);
        counters.put(counter, number + 1);
        String key = scoped ? scope : keyed ? "k" + random.nextInt(30) : null;
        return new Row(key, scoped ? scope : null, scoped && scopeShown, number, readable, clock);
    }

    private void write(Writer writer) {
        int size = singles ? 1 : 1 + random.nextInt(random.nextInt(5) == 0 ? 40 : 8);
        RichLog log = scoped ? null : any(logs);
        Map<RichLog, List<Row>> batches = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            writeOne(writer, log, batches);
        }
        batches.forEach((to, rows) -> append(to, writer, rows));
        if (random.nextInt(40) == 0 && !writer.transactional) {
            batches.forEach((to, rows) -> append(to, writer, rows)); // the application sends it once more
        }
    }

    private void writeOne(Writer writer, @Nullable RichLog log, Map<RichLog, List<Row>> batches) {
        String scope = scoped ? "s" + random.nextInt(12) : "";
        RichLog to = log == null ? partitionOf(scope) : log;
        if (random.nextInt(150) == 0) {
            int gone = 1 + random.nextInt(12);
            for (int j = 0; j < gone; j++) {
                Row never = row(scope, to, true);
                neverWritten
                        .computeIfAbsent(counterOf(scope, to), name -> new TreeSet<>())
                        .add(never.number());
            }
        }
        boolean unreadable = harmless && random.nextInt(150) == 0;
        Row row = row(scope, to, !unreadable);
        if (random.nextInt(unreadable ? 4 : 80) == 0 && !writer.transactional && late.size() < 5) {
            late.add(new Late(row, to));
        } else {
            batches.computeIfAbsent(to, other -> new ArrayList<>()).add(row);
        }
    }

    private void comeLate(Late one) {
        late.removeIf(other -> other == one);
        RichLog log = one.row().scope() != null ? partitionOf(one.row().scope()) : one.home();
        append(log, passerBy(), List.of(one.row()));
    }

    private void append(RichLog log, Writer writer, List<Row> rows) {
        Producer producer = null;
        if (writer.idempotent) {
            int next = writer.next.getOrDefault(log.ref.number(), 0);
            int last = (next + rows.size() - 1) & Integer.MAX_VALUE;
            producer = new Producer(writer.id, (short) writer.epoch, next, last);
            writer.next.put(log.ref.number(), (last + 1) & Integer.MAX_VALUE);
        }
        long time = timestamps == TimestampKind.APPEND ? clock : clock - writer.behindMillis;
        Draft draft = log.append(producer, writer.transactional, false, timestamps, time, rows);
        if (writer.transactional) {
            draft.fate = Fate.OPEN;
            writer.open.put(draft, log);
        }
    }

    private void decide(Writer writer) {
        if (writer.open.isEmpty()) {
            return;
        }
        boolean commits = random.nextInt(3) > 0;
        Map<Draft, RichLog> drafts = new LinkedHashMap<>(writer.open);
        end(writer, commits ? Fate.COMMITTED : Fate.ABORTED);
        if (!commits && random.nextBoolean()) {
            // tried again, with the same numbers
            drafts.forEach((draft, log) -> append(log, writer, List.copyOf(draft.rows.values())));
            end(writer, Fate.COMMITTED);
        }
    }

    private void end(Writer writer, Fate fate) {
        Set<RichLog> ended = new LinkedHashSet<>(writer.open.values());
        writer.open.keySet().forEach(draft -> draft.fate = fate);
        writer.open.clear();
        for (RichLog log : ended) {
            var producer = new Producer(writer.id, (short) writer.epoch, -1, -1);
            Row marker = new Row(null, null, false, Fields.ABSENT, true, clock);
            log.append(producer, true, true, timestamps, clock, List.of(marker)).fate = fate;
        }
    }
}
