package dev.lacuna.ui.records;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordBlock;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.investigation.RecordSearch;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The records that a search has found, and how far it came. It stops after so many, and goes on from there when it is
/// asked to.
final class RecordHits {

    /// After so many hits a search stops and asks.
    static final int MOST_AT_ONCE = 1_000;

    private static final Texts TEXTS = Texts.of(RecordHits.class);

    private final Runnable onChange;
    private final Executor fxThread;
    private final RecordWindow window = new RecordWindow();
    private boolean shown;
    private @Nullable EventFilter filter;
    private @Nullable TaskHandle<RecordSearch> searching;
    private @Nullable RecordSearch last;
    private long searchedBefore;
    private @Nullable Object generation;
    private String failure = "";
    private String nothing = "";
    private PayloadReading reading = PayloadReading.none();

    RecordHits(Runnable onChange, Executor fxThread) {
        this.onChange = onChange;
        this.fxThread = fxThread;
    }

    /// Whether only hits are shown.
    boolean isShown() {
        return shown;
    }

    RecordWindow window() {
        return window;
    }

    Optional<EventFilter> filter() {
        return Optional.ofNullable(filter);
    }

    boolean isSearching() {
        return searching != null;
    }

    /// Whether a search stopped before it had looked at everything.
    boolean canGoOn() {
        return shown && searching == null && last != null && !last.whole();
    }

    void clear() {
        stop();
        searching = null;
        generation = null;
        shown = false;
        filter = null;
        last = null;
        searchedBefore = 0;
        failure = "";
        nothing = "";
        window.reset(0);
    }

    /// Shows all records, and keeps what was found.
    void hide() {
        if (shown) {
            clear();
        }
    }

    /// Ends a search; what it has found stays.
    void stop() {
        TaskHandle<RecordSearch> running = searching;
        if (running != null) {
            running.cancel();
        }
    }

    void search(RecordList list, EventFilter by, TaskRunner tasks, PayloadReading readBy) {
        clear();
        shown = true;
        filter = by;
        begin(list, by, 0, tasks, readBy);
    }

    void searchOn(RecordList list, TaskRunner tasks, PayloadReading readBy) {
        RecordSearch from = last;
        EventFilter by = filter;
        if (from != null && by != null && canGoOn()) {
            searchedBefore += from.searched();
            begin(list, by, from.reached(), tasks, readBy);
        }
    }

    private void begin(RecordList list, EventFilter by, long from, TaskRunner tasks, PayloadReading readBy) {
        reading = readBy;
        var own = new Object();
        generation = own;
        run(
                tasks.start(
                        TEXTS.get("task.search"),
                        context -> list.search(
                                by,
                                from,
                                Optional.empty(),
                                true,
                                MOST_AT_ONCE,
                                rows -> fxThread.execute(() -> found(own, rows)),
                                context)),
                () -> {});
    }

    private void found(Object of, List<Row> rows) {
        if (of == generation && shown) {
            window.append(rows, new RecordBlock(0, 0, List.of(), List.of(), reading));
            onChange.run();
        }
    }

    /// Looks for one hit beyond the lead.
    void find(
            RecordList list,
            EventFilter by,
            long from,
            Optional<RecordPlace> beyond,
            boolean forward,
            TaskRunner tasks,
            Consumer<Row> then) {
        stop();
        filter = by;
        last = null;
        searchedBefore = 0;
        Row[] hit = new Row[1];
        run(
                tasks.start(
                        TEXTS.get("task.search"),
                        context ->
                                list.search(by, from, beyond, forward, 1, rows -> hit[0] = rows.getFirst(), context)),
                () -> {
                    if (hit[0] != null) {
                        then.accept(hit[0]);
                    } else if (last != null && last.whole()) {
                        nothing = TEXTS.get(forward ? "find.none" : "find.none.before");
                    }
                });
    }

    private void run(TaskHandle<RecordSearch> task, Runnable then) {
        stop();
        searching = task;
        failure = "";
        nothing = "";
        task.onEnd(ended -> fxThread.execute(() -> {
            if (searching != task) {
                return;
            }
            searching = null;
            last = task.result().orElse(last);
            if (task.state() == TaskState.FAILED) {
                failure = task.failure()
                        .map(thrown -> String.valueOf(thrown.getMessage()))
                        .orElse("");
            }
            then.run();
            onChange.run();
        }));
        onChange.run();
    }

    /// How far the search is, or came; empty where there was none.
    ///
    /// @param total places in the list
    String words(long total, Formats formats) {
        TaskHandle<RecordSearch> running = searching;
        String hits = shown ? hits(window.rows().size(), last != null && last.whole() && running == null) : "";
        if (running != null) {
            ProgressSnapshot progress = running.progress();
            return TEXTS.get(
                    "search.running",
                    hits,
                    Formats.compact(Math.min(total, searchedBefore + Math.max(0, progress.done()))),
                    Formats.compact(total));
        }
        if (!failure.isEmpty()) {
            return TEXTS.get("search.failed", hits, failure);
        }
        if (!nothing.isEmpty()) {
            return nothing;
        }
        RecordSearch ended = last;
        if (ended == null || !shown && ended.hits() > 0) {
            return "";
        }
        String come = ended.whole() && shown
                ? TEXTS.get("search.whole", hits, Formats.compact(total))
                : TEXTS.get(
                        "search.stopped",
                        hits,
                        Formats.compact(searchedBefore + ended.searched()),
                        Formats.compact(total),
                        ended.millis() < 0 ? "" : TEXTS.get("search.at", formats.dateTime(ended.millis())));
        return come + sentence(ended.unjudged()) + sentence(ended.troubles());
    }

    /// A clause as a sentence that follows others.
    private static String sentence(String clause) {
        return clause.isEmpty()
                ? ""
                : " " + Character.toUpperCase(clause.charAt(0)) + clause.substring(1)
                        + (clause.endsWith(".") ? "" : ".");
    }

    private static String hits(int number, boolean whole) {
        return number == 0
                ? TEXTS.get(whole ? "hits.none" : "hits.none-yet")
                : number == 1 ? TEXTS.get("hits.one") : TEXTS.get("hits.many", Formats.number(number));
    }

    double progress() {
        TaskHandle<RecordSearch> running = searching;
        return running == null ? 0 : running.progress().fraction();
    }
}
