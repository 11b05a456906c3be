package dev.lacuna.ui.records;

import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordBlock;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What of a list is at hand, and the fetching of what is scrolled to or gone to. Answers that are no longer wanted are
/// dropped, and what was seen stays until the new is there.
final class RecordFeed {

    /// What it tells of.
    interface Listener {

        /// More is at hand.
        void fetched();

        void failed(Optional<Exception> why);

        /// What was gone to is to be chosen.
        void arrived(RecordPlace place);

        /// What was gone to is not in the list.
        ///
        /// @param nearest whether what stands nearest to it was arrived at instead
        void missed(RecordPlace wanted, boolean nearest);
    }

    private static final Texts TEXTS = Texts.of(RecordFeed.class);
    private static final int PLACES = 400;
    private static final int MOST_OWED = 2_000;

    private final Executor fxThread;
    private final TaskRunner runner;
    private final Listener listener;
    private final RecordWindow window = new RecordWindow();

    private @Nullable TaskHandle<RecordBlock> fetching;
    private @Nullable RecordList list;
    private @Nullable Landing landing;
    private PayloadReading reading = PayloadReading.none();
    private int seen = 20;
    private int owed;

    /// Where to stand once a block is there.
    private record Landing(
            boolean atEnd,
            boolean choose,
            @Nullable RecordPlace place,
            @Nullable Long millis) {}

    /// @param fxThread runs what tasks bring: the pulse's `post`
    RecordFeed(Executor fxThread, TaskRunner runner, Listener listener) {
        this.fxThread = fxThread;
        this.runner = runner;
        this.listener = listener;
    }

    RecordWindow window() {
        return window;
    }

    Optional<RecordList> list() {
        return Optional.ofNullable(list);
    }

    /// How the values of the rows are read.
    PayloadReading reading() {
        return reading;
    }

    boolean isFetching() {
        return fetching != null;
    }

    /// How many rows there is room for.
    int seen() {
        return seen;
    }

    void see(int rowCount) {
        seen = rowCount;
    }

    // Lists.

    /// Whether it lists what is listed, which may have grown since, or shall have another order.
    boolean isListedAnew(RecordList found, RecordPlace lead) {
        RecordList before = list;
        return before != null
                && before.time().equals(found.time())
                && partitions(before).equals(partitions(found))
                && (found.time().isPresent() || before.ranges().equals(found.ranges()))
                && found.ranges().stream()
                        .anyMatch(range -> range.partition().equals(lead.partition())
                                && range.positions().contains(lead.position()));
    }

    private static Set<PartitionRef> partitions(RecordList list) {
        return list.ranges().stream().map(PartitionRange::partition).collect(Collectors.toSet());
    }

    /// Begins at the first record of a list.
    void begin(RecordList newList) {
        take(newList);
        landing = new Landing(false, true, null, null);
    }

    /// Goes on in a list that has taken the place of the one before, at a record of it.
    ///
    /// @param below how many rows below the first one that is seen the record shall stand
    void goOn(RecordList newList, RecordPlace at, int below) {
        take(newList);
        goTo(newList, at);
        owed = -Math.clamp(below, 0, seen);
    }

    private void take(RecordList newList) {
        drop(); // while it was waited for, more of the list before may have been asked for
        list = newList;
        reading = PayloadReading.none();
        window.reset(newList.size());
    }

    /// Lets go of the list.
    void end() {
        drop();
        list = null;
        window.reset(0);
    }

    /// What is under way is no longer wanted.
    void drop() {
        owed = 0;
        TaskHandle<RecordBlock> old = fetching;
        fetching = null;
        if (old != null) {
            old.cancel();
        }
    }

    // Fetching.

    /// Fetches what is missing for what is seen, one block after the other.
    void fetch() {
        RecordList of = list;
        if (of == null || fetching != null) {
            return;
        }
        window.wanted(seen).ifPresent(want -> {
            boolean forward = want.forward();
            fetch(context ->
                    forward ? of.after(want.number(), PLACES, context) : of.before(want.number(), PLACES, context));
        });
    }

    private void fetch(TaskRunner.Work<RecordBlock> work) {
        TaskHandle<RecordBlock> task = runner.start(TEXTS.get("loading"), work);
        fetching = task;
        task.onEnd(ended -> fxThread.execute(() -> fetched(task)));
    }

    private void fetched(TaskHandle<RecordBlock> task) {
        if (task != fetching) {
            return;
        }
        fetching = null;
        if (task.result().isEmpty()) {
            landing = null;
            owed = 0;
            listener.failed(task.failure());
            return;
        }
        RecordBlock block = task.result().get();
        reading = block.reading();
        window.put(block);
        land();
        scroll(owed);
        listener.fetched();
    }

    private void land() {
        Landing where = landing;
        if (where == null || window.isEmpty()) {
            return;
        }
        landing = null;
        List<Row> rows = window.rows();
        int at = row(where, rows);
        if (where.choose() && at >= 0) {
            listener.arrived(rows.get(at).place());
        }
        RecordPlace wanted = where.place();
        if (wanted != null && (at < 0 || !isAt(rows.get(at), wanted))) {
            listener.missed(wanted, at >= 0);
        }
        if (at >= 0) {
            window.scrollTo(where.atEnd() ? rows.size() - seen : at, 1);
        }
    }

    private static int row(Landing where, List<Row> rows) {
        if (where.place() != null) {
            return nearest(rows, where.place());
        }
        if (where.millis() != null) {
            long millis = where.millis();
            return first(rows, row -> row.millis() >= millis);
        }
        return where.atEnd() ? rows.size() - 1 : 0;
    }

    /// What stands there or behind it in its partition, else the last one before it; -1 where there is neither.
    private static int nearest(List<Row> rows, RecordPlace place) {
        int before = -1;
        for (int i = 0; i < rows.size(); i++) {
            Event event = rows.get(i).event();
            if (event.partition().equals(place.partition())) {
                if (!event.position().isBefore(place.position())) {
                    return i;
                }
                before = i;
            }
        }
        return before;
    }

    private static boolean isAt(Row row, RecordPlace place) {
        return row.event().partition().equals(place.partition())
                && row.event().position().equals(place.position());
    }

    private static int first(List<Row> rows, Predicate<Row> wanted) {
        for (int i = 0; i < rows.size(); i++) {
            if (wanted.test(rows.get(i))) {
                return i;
            }
        }
        return rows.size() - 1;
    }

    // Going.

    /// What can't be scrolled yet, because it is not there, is scrolled as soon as it is.
    void scrollBy(int by) {
        scroll(Math.clamp((long) owed + by, -MOST_OWED, MOST_OWED));
    }

    /// Where the list begins or ends nothing is owed: there is nothing that could still come.
    private void scroll(int by) {
        int before = window.top();
        window.scrollBy(by, seen);
        int left = by - (window.top() - before);
        boolean over = left < 0 ? window.begins() : window.ends();
        owed = over ? 0 : left;
    }

    /// What was still to be scrolled is not any more.
    void settle() {
        owed = 0;
    }

    /// Goes to a number of the list, and may choose what stands there.
    void goTo(long number, boolean choose) {
        RecordList of = list;
        if (of != null) {
            go(new Landing(false, choose, null, null), context -> of.after(number, PLACES, context));
        }
    }

    void goToEnd(boolean choose) {
        RecordList of = list;
        if (of != null) {
            go(new Landing(true, choose, null, null), context -> of.before(of.size(), PLACES, context));
        }
    }

    void goToTime(long millis) {
        RecordList of = list;
        if (of != null) {
            go(new Landing(false, true, null, millis), context -> of.after(of.numberOf(millis), PLACES, context));
        }
    }

    /// Goes to a record that is not at hand.
    void goTo(RecordPlace place) {
        RecordList of = list;
        if (of != null) {
            goTo(of, place);
        }
    }

    private void goTo(RecordList of, RecordPlace place) {
        go(
                new Landing(false, true, place, null),
                context ->
                        of.after(of.numberOf(place.partition(), place.position().asOffset()), PLACES, context));
    }

    private void go(Landing to, TaskRunner.Work<RecordBlock> work) {
        drop();
        landing = to;
        fetch(work);
    }

    /// Wherever it was to be gone to is no longer wanted.
    void stay() {
        drop();
        landing = null;
    }
}
