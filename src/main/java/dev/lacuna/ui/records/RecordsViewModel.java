package dev.lacuna.ui.records;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The records of a range as the table shows them: which of them are at hand and seen, which are chosen, and what is
/// said meanwhile and instead. What is scrolled to is fetched; answers that are no longer wanted are dropped, and what
/// was seen stays until the new is there.
final class RecordsViewModel implements RecordFeed.Listener {

    private static final Texts TEXTS = Texts.of(RecordsViewModel.class);

    private final AwaitedList awaited;
    private final RecordFeed feed;
    private final RecordWindow window;
    private final RecordSelection selection = new RecordSelection();
    private final RecordHits hits;
    private final ListStanding standing = new ListStanding();
    private final ReadOnlyObjectWrapper<Optional<Row>> lead =
            new ReadOnlyObjectWrapper<>(this, "lead", Optional.empty());
    private final ReadOnlyStringWrapper missed = new ReadOnlyStringWrapper(this, "missed", "");
    private Runnable onChange = () -> {};

    /// @param fxThread runs what tasks bring: the pulse's `post`
    RecordsViewModel(Executor fxThread, TaskRunner runner) {
        awaited = new AwaitedList(fxThread);
        feed = new RecordFeed(fxThread, runner, this);
        window = feed.window();
        hits = new RecordHits(this::hitsChanged, fxThread);
    }

    /// Called when what is seen, or chosen, is another.
    void setOnChange(Runnable action) {
        onChange = action;
    }

    ListStanding standing() {
        return standing;
    }

    /// The record that keys move on from, where it is at hand.
    ReadOnlyObjectProperty<Optional<Row>> leadProperty() {
        return lead.getReadOnlyProperty();
    }

    RecordHits hits() {
        return hits;
    }

    RecordSelection selection() {
        return selection;
    }

    Optional<RecordList> list() {
        return feed.list();
    }

    /// How the values of the rows are read.
    PayloadReading reading() {
        return feed.reading();
    }

    private RecordWindow shown() {
        return hits.isShown() ? hits.window() : window;
    }

    /// The rows that are seen.
    List<Row> rows() {
        return shown().visible(feed.seen());
    }

    /// Whether records of several streams are listed.
    boolean areSeveralStreams() {
        return list().stream()
                        .flatMap(list -> list.ranges().stream())
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
        return awaited.isAwaited() || (feed.isFetching() && rows().isEmpty());
    }

    // Loading.

    /// Waits for this list from now on; one that was waited for before is no longer wanted.
    void load(TaskHandle<RecordList> task) {
        forget();
        standing.loading();
        awaited.await(task, this::listed);
    }

    private void listed(TaskHandle<RecordList> task) {
        if (task.result().isPresent()) {
            hits.clear();
            take(task.result().get());
        } else if (task.state() == TaskState.CANCELLED) {
            standing.cancelled();
        } else {
            hits.clear();
            nothing(task.failure());
        }
    }

    /// Begins at the first record, but where what is listed is listed anew: then at the one that leads.
    private void take(RecordList found) {
        Optional<RecordPlace> lead = selection.lead().filter(place -> feed.isListedAnew(found, place));
        int below = lead.map(window::rowOf).filter(row -> row >= 0).orElse(window.top()) - window.top();
        selection.clear();
        lead.ifPresentOrElse(place -> feed.goOn(found, place, below), () -> feed.begin(found));
        changed();
    }

    private void nothing(Optional<Exception> failure) {
        feed.end();
        selection.clear();
        standing.noneBut(failure);
        tell();
    }

    void clear(String why) {
        forget();
        hits.clear();
        selection.clear();
        feed.end();
        standing.none(why);
        tell();
    }

    private void forget() {
        missed.set("");
        awaited.forget();
        feed.drop();
    }

    @Override
    public void fetched() {
        changed();
    }

    @Override
    public void failed(Optional<Exception> why) {
        if (window.isEmpty()) {
            nothing(why);
        } else {
            standing.failed(why);
        }
    }

    @Override
    public void arrived(RecordPlace place) {
        missed.set("");
        selection.choose(place);
    }

    @Override
    public void missed(RecordPlace wanted, boolean nearest) {
        missed.set(TEXTS.get(nearest ? "goto.nearest" : "goto.missed", RecordWords.reference(wanted)));
    }

    /// Says that what was gone to is not there; empty where it is.
    ReadOnlyStringProperty missedProperty() {
        return missed.getReadOnlyProperty();
    }

    // Moving.

    /// How many rows the table has room for.
    void see(int rowCount) {
        if (rowCount != feed.seen() && rowCount > 0) {
            feed.see(rowCount);
            changed();
        }
    }

    int seen() {
        return feed.seen();
    }

    /// What can't be scrolled yet, because it is not there, is scrolled as soon as it is.
    void scrollBy(int by) {
        if (hits.isShown()) {
            hits.window().scrollBy(by, seen());
        } else {
            feed.scrollBy(by);
        }
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
        return of.size() == 0 ? 1 : Math.min(1, (double) seen() / of.size());
    }

    /// Goes there without choosing anything, as the thumb of a scroll bar does.
    void scrollTo(double fraction) {
        RecordWindow of = shown();
        long number = Math.clamp(Math.round(fraction * of.size()), 0, Math.max(0, of.size() - 1));
        if (of.isWhole()) {
            of.scrollTo((int) (fraction * of.rows().size()), seen());
            changed();
        } else if (fraction >= 1 - seenFraction()) {
            goToEnd(false);
        } else {
            feed.goTo(number, false);
        }
    }

    void goToStart() {
        if (hits.isShown() || window.isWhole()) {
            chooseRow(0, false);
        } else {
            feed.goTo(0, true);
        }
    }

    void goToEnd(boolean choose) {
        if (!hits.isShown() && !window.isWhole()) {
            feed.goToEnd(choose);
        } else if (choose) {
            chooseRow(shown().rows().size() - 1, false);
        } else {
            shown().scrollTo(Integer.MAX_VALUE, seen());
            changed();
        }
    }

    void goToTime(long millis) {
        if (list().isPresent()) {
            hits.hide();
            feed.goToTime(millis);
        }
    }

    void goTo(RecordPlace place) {
        if (list().isEmpty()) {
            return;
        }
        missed.set("");
        hits.hide();
        feed.stay();
        int at = window.rowOf(place);
        if (at >= 0) {
            chooseRow(at, false);
        } else {
            feed.goTo(place);
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
        missed.set("");
        RecordPlace place = of.rows().get(at).place();
        if (extend) {
            selection.extend(place);
        } else {
            selection.choose(place);
        }
        feed.settle();
        of.reveal(at, seen());
        changed();
    }

    void choose(Row row, boolean extend, boolean toggle) {
        missed.set("");
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
        list().ifPresent(of -> {
            selection.clear();
            feed.settle();
            hits.search(of, filter, tasks, reading());
            changed();
        });
    }

    /// Goes on where a search has stopped.
    void searchOn(TaskRunner tasks) {
        list().ifPresent(of -> hits.searchOn(of, tasks, reading()));
    }

    /// Finds the next hit from the lead on, among all records.
    void find(EventFilter filter, boolean forward, TaskRunner tasks) {
        RecordList of = list().orElse(null);
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
        feed.fetch();
        Optional<Row> now = selection.lead().flatMap(this::row);
        if (now.isPresent() || selection.lead().isEmpty()) {
            lead.set(now);
        }
        if (list().isPresent()) {
            standing.show(window);
        }
        tell();
    }

    private void tell() {
        if (selection.lead().isEmpty()) {
            lead.set(Optional.empty());
        }
        onChange.run();
    }
}
