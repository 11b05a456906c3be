package dev.lacuna.ui.records;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordBlock;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The records of a range as the table shows them: which of them are at hand and seen, which are chosen, and what is
/// said meanwhile and instead. What is scrolled to is fetched; answers that are no longer wanted are dropped, and what
/// was seen stays until the new is there.
final class RecordsViewModel {

    enum Phase {
        /// Nothing was asked for.
        IDLE,
        LOADING,
        /// Everything that is seen could be read.
        WHOLE,
        /// Some could not be read; the message says what and why.
        PART,
        FAILED
    }

    private static final Texts TEXTS = Texts.of(RecordsViewModel.class);
    private static final int PLACES = 400;
    private static final int MOST_OWED = 2_000;

    private final Executor fxThread;
    private final TaskRunner runner;
    private final RecordWindow window = new RecordWindow();
    private final RecordSelection selection = new RecordSelection();
    private final RecordHits hits;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(this, "phase", Phase.IDLE);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", TEXTS.get("idle"));
    private final ReadOnlyBooleanWrapper counted = new ReadOnlyBooleanWrapper(this, "counted", true);
    private final ReadOnlyLongWrapper count = new ReadOnlyLongWrapper(this, "count", 0);
    private final ReadOnlyObjectWrapper<Optional<Row>> lead =
            new ReadOnlyObjectWrapper<>(this, "lead", Optional.empty());
    private Runnable onChange = () -> {};
    private @Nullable TaskHandle<RecordList> listing;
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
    RecordsViewModel(Executor fxThread, TaskRunner runner) {
        this.fxThread = fxThread;
        this.runner = runner;
        hits = new RecordHits(this::hitsChanged, fxThread);
    }

    /// Called when what is seen, or chosen, is another.
    void setOnChange(Runnable action) {
        onChange = action;
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// A sentence on where things stand.
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// How many records there are, or may be at most: see [#countedProperty()].
    ReadOnlyLongProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /// The record that keys move on from, where it is at hand.
    ReadOnlyObjectProperty<Optional<Row>> leadProperty() {
        return lead.getReadOnlyProperty();
    }

    /// Whether the count is exact.
    ReadOnlyBooleanProperty countedProperty() {
        return counted.getReadOnlyProperty();
    }

    RecordHits hits() {
        return hits;
    }

    RecordSelection selection() {
        return selection;
    }

    Optional<RecordList> list() {
        return Optional.ofNullable(list);
    }

    /// How the values of the rows are read.
    PayloadReading reading() {
        return reading;
    }

    private RecordWindow shown() {
        return hits.isShown() ? hits.window() : window;
    }

    /// The rows that are seen.
    List<Row> rows() {
        return shown().visible(seen);
    }

    /// Whether records of several streams are listed.
    boolean areSeveralStreams() {
        RecordList of = list;
        return of != null
                && of.ranges().stream()
                                .map(range -> range.partition().stream())
                                .distinct()
                                .limit(2)
                                .count()
                        > 1;
    }

    /// Rows at hand, of which some are seen: what fields can be sampled from.
    List<Row> atHand() {
        return shown().rows();
    }

    boolean isLoading() {
        return listing != null || (fetching != null && rows().isEmpty());
    }

    // Loading.

    /// Waits for this list from now on; one that was waited for before is no longer wanted.
    void load(TaskHandle<RecordList> task) {
        forget();
        listing = task;
        phase.set(Phase.LOADING);
        message.set(TEXTS.get("loading"));
        task.onEnd(ended -> fxThread.execute(() -> listed(task)));
    }

    private void listed(TaskHandle<RecordList> task) {
        if (task != listing) {
            return;
        }
        listing = null;
        if (task.result().isPresent()) {
            hits.clear();
            take(task.result().get());
        } else if (task.state() == TaskState.CANCELLED) {
            phase.set(Phase.PART);
            message.set(TEXTS.get("cancelled"));
        } else {
            hits.clear();
            failed(task.failure());
        }
    }

    /// Begins at the first record, but where what is listed is listed anew: then at the one that leads.
    private void take(RecordList found) {
        Optional<RecordPlace> lead = selection.lead().filter(place -> isListedAnew(found, place));
        int below = lead.map(window::rowOf).filter(row -> row >= 0).orElse(window.top()) - window.top();
        drop(); // while it was waited for, more of the list before may have been asked for
        selection.clear();
        list = found;
        reading = PayloadReading.none();
        window.reset(found.size());
        if (lead.isPresent()) {
            goTo(found, lead.get());
            owed = -Math.clamp(below, 0, seen);
        } else {
            landing = new Landing(false, true, null, null);
        }
        changed();
    }

    /// Whether it lists what was listed before, which may have grown since, or shall have another order.
    private boolean isListedAnew(RecordList found, RecordPlace lead) {
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

    private void failed(Optional<Exception> failure) {
        window.reset(0);
        selection.clear();
        list = null;
        count.set(0);
        phase.set(Phase.FAILED);
        message.set(TEXTS.get("failed", failure.map(RecordsViewModel::words).orElse("")));
        tell();
    }

    void clear(String why) {
        forget();
        hits.clear();
        selection.clear();
        list = null;
        window.reset(0);
        count.set(0);
        phase.set(Phase.IDLE);
        message.set(why);
        tell();
    }

    private void forget() {
        TaskHandle<RecordList> old = listing;
        listing = null;
        if (old != null) {
            old.cancel();
        }
        drop();
    }

    private void drop() {
        owed = 0;
        TaskHandle<RecordBlock> old = fetching;
        fetching = null;
        if (old != null) {
            old.cancel();
        }
    }

    /// Fetches what is missing for what is seen, one block after the other.
    private void fetch() {
        RecordList of = list;
        if (of == null || fetching != null) {
            return;
        }
        window.wanted(seen).ifPresent(want -> {
            boolean forward = want.forward();
            fetch(runner.start(
                    TEXTS.get("loading"),
                    context -> forward
                            ? of.after(want.number(), PLACES, context)
                            : of.before(want.number(), PLACES, context)));
        });
    }

    private void fetch(TaskHandle<RecordBlock> task) {
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
            if (window.isEmpty()) {
                failed(task.failure());
            } else {
                phase.set(Phase.FAILED);
                message.set(TEXTS.get(
                        "failed", task.failure().map(RecordsViewModel::words).orElse("")));
            }
            return;
        }
        RecordBlock block = task.result().get();
        reading = block.reading();
        window.put(block);
        land(block);
        if (owed != 0 && !hits.isShown()) {
            int before = window.top();
            window.scrollBy(owed, seen);
            owed -= window.top() - before;
        }
        changed();
    }

    private void land(RecordBlock block) {
        Landing where = landing;
        if (where == null || window.isEmpty()) {
            return;
        }
        landing = null;
        List<Row> rows = window.rows();
        int at = where.atEnd() ? rows.size() - 1 : 0;
        if (where.place() != null) {
            RecordPlace place = where.place();
            at = first(
                    rows,
                    row -> row.event().partition().equals(place.partition())
                            && !row.event().position().isBefore(place.position()));
        } else if (where.millis() != null) {
            long millis = where.millis();
            at = first(rows, row -> row.millis() >= millis);
        }
        if (where.choose()) {
            selection.choose(rows.get(at).place());
        }
        window.scrollTo(where.atEnd() ? rows.size() - seen : at, 1);
    }

    private static int first(List<Row> rows, java.util.function.Predicate<Row> wanted) {
        for (int i = 0; i < rows.size(); i++) {
            if (wanted.test(rows.get(i))) {
                return i;
            }
        }
        return rows.size() - 1;
    }

    // Moving.

    /// How many rows the table has room for.
    void see(int rowCount) {
        if (rowCount != seen && rowCount > 0) {
            seen = rowCount;
            changed();
        }
    }

    int seen() {
        return seen;
    }

    /// What can't be scrolled yet, because it is not there, is scrolled as soon as it is.
    void scrollBy(int by) {
        RecordWindow of = shown();
        int before = of.top();
        int wanted = Math.clamp((long) owed + by, -MOST_OWED, MOST_OWED);
        of.scrollBy(wanted, seen);
        owed = of.isWhole() ? 0 : wanted - (of.top() - before);
        changed();
    }

    /// From 0 to 1.
    double topFraction() {
        RecordWindow of = shown();
        return of.size() == 0 ? 0 : (double) of.topNumber() / of.size();
    }

    /// How much of the list is seen at once, from 0 to 1.
    double seenFraction() {
        RecordWindow of = shown();
        return of.size() == 0 ? 1 : Math.min(1, (double) seen / of.size());
    }

    /// Goes there without choosing anything, as the thumb of a scroll bar does.
    void scrollTo(double fraction) {
        RecordWindow of = shown();
        long number = Math.clamp(Math.round(fraction * of.size()), 0, Math.max(0, of.size() - 1));
        if (of.isWhole()) {
            of.scrollTo((int) (fraction * of.rows().size()), seen);
            changed();
        } else if (fraction >= 1 - seenFraction()) {
            goToEnd(false);
        } else {
            jump(number, new Landing(false, false, null, null));
        }
    }

    void goToStart() {
        if (hits.isShown() || window.isWhole()) {
            chooseRow(0, false);
        } else {
            jump(0, new Landing(false, true, null, null));
        }
    }

    void goToEnd(boolean choose) {
        RecordList of = list;
        if (hits.isShown() || window.isWhole()) {
            if (choose) {
                chooseRow(shown().rows().size() - 1, false);
            } else {
                shown().scrollTo(Integer.MAX_VALUE, seen);
                changed();
            }
        } else if (of != null) {
            drop();
            landing = new Landing(true, choose, null, null);
            fetch(runner.start(TEXTS.get("loading"), context -> of.before(of.size(), PLACES, context)));
        }
    }

    void goToTime(long millis) {
        RecordList of = list;
        if (of != null) {
            hits.hide();
            drop();
            landing = new Landing(false, true, null, millis);
            fetch(runner.start(TEXTS.get("loading"), context -> of.after(of.numberOf(millis), PLACES, context)));
        }
    }

    void goTo(RecordPlace place) {
        RecordList of = list;
        if (of == null) {
            return;
        }
        hits.hide();
        drop(); // where it was to be gone to before is no longer wanted
        landing = null;
        int at = window.rowOf(place);
        if (at >= 0) {
            chooseRow(at, false);
        } else {
            goTo(of, place);
        }
    }

    private void goTo(RecordList of, RecordPlace place) {
        landing = new Landing(false, true, place, null);
        fetch(runner.start(
                TEXTS.get("loading"),
                context ->
                        of.after(of.numberOf(place.partition(), place.position().asOffset()), PLACES, context)));
    }

    private void jump(long number, Landing to) {
        RecordList of = list;
        if (of != null) {
            drop();
            landing = to;
            fetch(runner.start(TEXTS.get("loading"), context -> of.after(number, PLACES, context)));
        }
    }

    // Choosing.

    /// Moves the lead by so many rows.
    void moveBy(int by, boolean extend) {
        RecordWindow of = shown();
        if (of.isEmpty()) {
            return;
        }
        int at = selection.lead().map(of::rowOf).filter(row -> row >= 0).orElse(of.top());
        chooseRow(Math.clamp((long) at + by, 0, of.rows().size() - 1), extend);
    }

    private void chooseRow(int at, boolean extend) {
        RecordWindow of = shown();
        if (at < 0 || at >= of.rows().size()) {
            return;
        }
        RecordPlace place = of.rows().get(at).place();
        if (extend) {
            selection.extend(place);
        } else {
            selection.choose(place);
        }
        owed = 0;
        of.reveal(at, seen);
        changed();
    }

    void choose(Row row, boolean extend, boolean toggle) {
        RecordPlace place = row.place();
        if (toggle) {
            selection.toggle(place);
        } else if (extend) {
            selection.extend(place);
        } else {
            selection.choose(place);
        }
        changed();
    }

    void chooseAll() {
        selection.chooseAll();
        changed();
    }

    /// The row of a place, where it is at hand.
    Optional<Row> row(RecordPlace place) {
        RecordWindow of = shown();
        int at = of.rowOf(place);
        return at < 0 ? Optional.empty() : Optional.of(of.rows().get(at));
    }

    // Searching.

    /// Shows only records of which the filter is true, from the first on.
    void search(EventFilter filter, TaskRunner tasks) {
        RecordList of = list;
        if (of != null) {
            selection.clear();
            hits.search(of, filter, tasks, reading);
            changed();
        }
    }

    /// Goes on where a search has stopped.
    void searchOn(TaskRunner tasks) {
        RecordList of = list;
        if (of != null) {
            hits.searchOn(of, tasks, reading);
        }
    }

    /// Finds the next hit from the lead on, among all records.
    void find(EventFilter filter, boolean forward, TaskRunner tasks) {
        RecordList of = list;
        if (of == null) {
            return;
        }
        if (hits.isShown()) {
            moveBy(forward ? 1 : -1, false);
            return;
        }
        int at = selection.lead().map(window::indexOf).orElse(window.top());
        long from = window.numberOf(at) + (forward ? 0 : 1);
        hits.find(of, filter, from, selection.lead(), forward, tasks, row -> goTo(row.place()));
    }

    /// Shows all records again; what is chosen stays in sight.
    void showAll() {
        Optional<RecordPlace> place = selection.lead();
        hits.clear();
        place.ifPresentOrElse(this::goTo, this::changed);
    }

    private void hitsChanged() {
        if (hits.isShown() && selection.lead().isEmpty() && !hits.window().isEmpty()) {
            selection.choose(hits.window().rows().getFirst().place());
        }
        changed();
    }

    // Telling.

    private void changed() {
        fetch();
        Optional<Row> now = selection.lead().flatMap(this::row);
        if (now.isPresent() || selection.lead().isEmpty()) {
            lead.set(now);
        }
        describe();
        tell();
    }

    private void tell() {
        if (selection.lead().isEmpty()) {
            lead.set(Optional.empty());
        }
        onChange.run();
    }

    private void describe() {
        if (list == null) {
            return;
        }
        counted.set(window.isWhole());
        count.set(window.isWhole() ? window.rows().size() : window.size());
        List<String> troubles = window.blocks().stream()
                .flatMap(block -> block.troubles().stream())
                .distinct()
                .toList();
        if (window.isEmpty() && !window.isWhole()) {
            phase.set(Phase.LOADING);
            message.set(TEXTS.get("loading"));
            return;
        }
        phase.set(troubles.isEmpty() ? Phase.WHOLE : Phase.PART);
        long number = count.get();
        String words = !window.isWhole()
                ? TEXTS.get("most", Formats.number(number))
                : number == 0
                        ? TEXTS.get(troubles.isEmpty() ? "none" : "none.stopped")
                        : number == 1 ? TEXTS.get("one") : TEXTS.get("many", Formats.number(number));
        message.set(troubles.isEmpty() ? words : TEXTS.get("stopped", words, troubles.getFirst()));
    }

    static String words(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
