package dev.lacuna.investigation;

import dev.lacuna.detect.Phrases;
import dev.lacuna.filter.Answer;
import dev.lacuna.filter.Judge;
import dev.lacuna.filter.Unjudged;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.scan.Scanner;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Fetches records, at most as many as asked for, and says where it stopped when there are more.
final class Records {

    private static final int FEWEST_PER_ROUND = 500;
    private static final int STOPS_TOLD = 3;
    private static final Comparator<RecordPage.Row> BY_TIME = Comparator.<RecordPage.Row>comparingLong(
                    row -> row.event().millis())
            .thenComparing(row -> row.event().partition())
            .thenComparing(row -> row.event().position());

    private Records() {}

    /// Each partition gets an equal share of the limit, so that one busy partition doesn't hide the others. Ranges are
    /// read in rounds of growing length, so that a small page of a huge range stays cheap.
    ///
    /// @param judges makes whoever asks the filter, one for each partition; null where there is none
    static RecordPage fetch(
            StreamSource source, RecordQuery query, @Nullable Supplier<Judge> judges, TaskContext context)
            throws InterruptedException, TaskCancelledException {
        Map<PartitionRef, Share> shares = new LinkedHashMap<>();
        int limit = Math.max(1, query.limit() / Math.max(1, query.ranges().size()));
        for (PartitionRange range : query.ranges()) {
            shares.put(range.partition(), new Share(range, query, limit, judges == null ? null : judges.get()));
        }
        for (long round = Math.max(limit, FEWEST_PER_ROUND); ; round *= 4) {
            List<PartitionRange> next = new ArrayList<>();
            for (Share share : shares.values()) {
                if (share.wantsMore()) {
                    next.add(share.next(round));
                }
            }
            if (next.isEmpty()) {
                return page(shares, query.limit());
            }
            List<PartitionOutcome> outcomes =
                    Scanner.of(source).scan("Reading records", next, true, range -> share(shares, range), context);
            context.checkpoint();
            for (PartitionOutcome outcome : outcomes) {
                share(shares, outcome.asked()).roundEnded(outcome);
            }
        }
    }

    private static Share share(Map<PartitionRef, Share> shares, PartitionRange range) {
        Share share = shares.get(range.partition());
        if (share == null) {
            throw new IllegalStateException("nobody asked for " + range);
        }
        return share;
    }

    private static RecordPage page(Map<PartitionRef, Share> shares, int limit) {
        List<RecordPage.Row> rows = new ArrayList<>();
        List<String> stops = new ArrayList<>();
        for (Share share : shares.values()) {
            rows.addAll(share.rows);
            if (!share.stopped.isEmpty()) {
                stops.add(share.stopped);
            }
            stops.addAll(share.unreadable);
            share.gone.forEach(positions -> stops.add(deleted(share.range.partition(), positions)));
        }
        rows.sort(BY_TIME);
        if (rows.size() > limit) { // fewer than one for each partition
            rows = rows.subList(0, limit);
            return new RecordPage(
                    rows,
                    "more than " + Phrases.count(limit, "record") + ", shown are the first of them by time",
                    true,
                    unjudgedBy(shares.values()));
        }
        boolean limited = shares.values().stream().anyMatch(share -> share.limited);
        return new RecordPage(rows, told(stops), limited, unjudgedBy(shares.values()));
    }

    /// The first few of them in one sentence, which may lack its full stop.
    static String told(List<String> stops) {
        String more = stops.size() > STOPS_TOLD ? "; and " + (stops.size() - STOPS_TOLD) + " more like these" : "";
        return String.join("; ", stops.subList(0, Math.min(STOPS_TOLD, stops.size())))
                        .replace(".; ", "; ")
                + more;
    }

    /// What of a range lies in what can't be read.
    static Optional<String> hidden(PartitionRange range, Damage damage) {
        return damage.hidden()
                .filter(range.positions()::overlaps)
                .map(hidden -> range.partition() + ": positions " + hidden.from() + " up to " + hidden.to()
                        + " can't be read, because the log is damaged there");
    }

    /// That a range was there when reading began, and is not any more.
    static String deleted(PartitionRef partition, PositionRange positions) {
        return partition + ": positions " + positions.from() + " up to " + positions.to()
                + " were deleted before they were read";
    }

    private static String unjudgedBy(Collection<Share> shares) {
        return Unjudged.told(shares.stream()
                .flatMap(share -> Optional.ofNullable(share.judge).stream())
                .toList());
    }

    /// What one partition contributes.
    private static final class Share implements ReadHandler {

        private final PartitionRange range;
        private final RecordQuery query;
        private final int limit;
        private final @Nullable Judge judge;
        private final List<RecordPage.Row> rows = new ArrayList<>();
        private final List<String> unreadable = new ArrayList<>();
        private final List<PositionRange> gone = new ArrayList<>();
        private Position reached;
        private String stopped = "";
        private boolean limited;

        Share(PartitionRange range, RecordQuery query, int limit, @Nullable Judge judge) {
            this.range = range;
            this.query = query;
            this.limit = limit;
            this.judge = judge;
            this.reached = range.positions().from();
        }

        boolean wantsMore() {
            return stopped.isEmpty() && reached.isBefore(range.positions().to());
        }

        PartitionRange next(long positions) {
            Position end = range.positions().to();
            if (reached.isDense()) {
                end = Position.min(end, Position.offset(reached.asOffset() + positions));
            }
            return new PartitionRange(range.partition(), new PositionRange(reached, end));
        }

        void roundEnded(PartitionOutcome outcome) {
            // what was asked counts, not what was reached: at the log's end there is nothing more to wait for
            reached = outcome.asked().positions().to();
            if (stopped.isEmpty() && outcome.failure().isPresent()) {
                stopped = range.partition() + ": stopped at position " + outcome.reached() + ", "
                        + outcome.failure().get();
            }
        }

        @Override
        public void batch(Batch batch) {}

        @Override
        public void event(Batch batch, Event event) {
            if (!stopped.isEmpty()
                    || (query.time().isPresent() && !query.time().get().contains(event.millis()))
                    || (judge != null && judge.judge(event) != Answer.YES)) {
                return;
            }
            if (rows.size() == limit) {
                limited = true;
                stopped = range.partition() + ": more than " + Phrases.count(limit, "record")
                        + ", shown up to position " + rows.getLast().event().position();
                return;
            }
            rows.add(RecordPage.Row.of(batch, event, event.millis(), Integer.MAX_VALUE));
        }

        @Override
        public void damage(PartitionRef partition, Damage damage) {
            if (stopped.isEmpty() && unreadable.size() < STOPS_TOLD) {
                hidden(range, damage).ifPresent(unreadable::add);
            }
        }

        @Override
        public void gone(PartitionRef partition, PositionRange positions) {
            if (!stopped.isEmpty()) {
                return;
            }
            if (!gone.isEmpty() && gone.getLast().to().equals(positions.from())) { // told of round by round
                gone.add(new PositionRange(gone.removeLast().from(), positions.to()));
            } else {
                gone.add(positions);
            }
        }

        @Override
        public void ended(PartitionRef partition, Position end, EndReason reason) {}
    }
}
