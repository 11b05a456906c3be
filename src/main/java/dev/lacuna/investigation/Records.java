package dev.lacuna.investigation;

import dev.lacuna.filter.Judge;
import dev.lacuna.model.Damage;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Fetches records, and words what of them could not be had.
final class Records {

    private static final int STOPS_TOLD = 3;
    private static final Comparator<RecordPage.Row> BY_TIME = Comparator.<RecordPage.Row>comparingLong(
                    row -> row.event().millis())
            .thenComparing(row -> row.event().partition())
            .thenComparing(row -> row.event().position());

    private Records() {}

    /// See [RecordStream]; all are held.
    ///
    /// @param judges makes whoever asks the filter, one for each partition; null where there is none
    static RecordPage fetch(
            StreamSource source, RecordQuery query, @Nullable Supplier<Judge> judges, TaskContext context)
            throws InterruptedException, TaskCancelledException, SourceException {
        List<RecordPage.Row> rows = new ArrayList<>();
        RecordStream.End end =
                new RecordStream(source, query, judges, RecordStream.UNBOUNDED, rows::addAll).run(context);
        rows.sort(BY_TIME);
        return new RecordPage(rows, end.stopped(), end.limited(), end.unjudged());
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
}
