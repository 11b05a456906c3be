package dev.lacuna.ui.records;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordOrder;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.report.session.SavedRecords;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.KeptShare;
import dev.lacuna.ui.kit.Texts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The records of a range as a table, the selected one in full beside it, or two of them compared.
public final class RecordsView {

    private static final Texts TEXTS = Texts.of(RecordsView.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final FxPulse pulse;
    private final Formats formats;
    private final RecordsViewModel model;
    private final TaskRunner quiet;
    private final FilterField filter;
    private final RecordBar bar;
    private final RecordGrid grid;
    private final RecordDetail detail;
    private final RecordFooter footer;
    private final LookedAt lookedAt = new LookedAt();
    private final BorderPane root = new BorderPane();
    private RecordActions actions = RecordActions.NONE;
    private TaskRunner tasks;
    private RecordOrder order = RecordOrder.TIME;
    private boolean markers;
    private String topic = "";
    private @Nullable RecordPlace told;
    private Subscription polling = Subscription.EMPTY;

    public RecordsView(FxPulse pulse, Formats formats) {
        this.pulse = pulse;
        this.formats = formats;
        // a runner of its own: to fetch rows or make a payload readable is no task that anybody wants to see in a list
        quiet = new TaskRunner(Clock.systemUTC());
        tasks = quiet;
        model = new RecordsViewModel(pulse::post, quiet);
        filter = new FilterField(pulse, quiet, this::names);
        var columns = new RecordTable(formats, Clock.systemUTC(), model::reading);
        var copying = new RecordCopying(pulse, quiet, model, () -> actions);
        detail = new RecordDetail(pulse, formats, quiet, model, copying);
        grid = new RecordGrid(formats, pulse, model, columns, copying, detail.pair());
        grid.setOnFind(this::find);
        grid.setOnGoTo(this::focusPlace);
        grid.setOnFilter(() -> filter.node().requestFocus());
        bar = new RecordBar(
                filter, new Wishes(), columns::columns, () -> FieldTexts.sampled(model.atHand(), model.reading()));
        copying.setOnFailure(bar::tell);
        grid.setOnObstacle(bar::tell);
        columns.show(RecordColumn.USUAL);
        SplitPane split = new SplitPane(grid.node(), detail.node());
        KeptShare.keep(split, 0.6, pulse);
        SplitPane.setResizableWithParent(detail.node(), false);
        root.getStyleClass().add("records");
        root.getStylesheets()
                .add(Objects.requireNonNull(RecordsView.class.getResource("records.css"))
                        .toExternalForm());
        root.setTop(bar.node());
        root.setCenter(split);
        footer = new RecordFooter(model, () -> {
            model.searchOn(tasks);
            watch();
        });
        root.setBottom(footer.node());
        model.standing().messageProperty().subscribe(words -> tell());
        model.standing().phaseProperty().subscribe(phase -> tell());
        model.leadProperty().subscribe(this::leads);
        model.missedProperty().subscribe((before, now) -> bar.tell(now));
        model.setOnChange(this::changed);
        formats.zoneProperty().subscribe(zone -> changed());
        root.sceneProperty().subscribe((before, now) -> changed());
    }

    private void focusPlace() {
        bar.place().requestFocus();
    }

    public Node node() {
        return root;
    }

    /// @param newTasks runs what somebody may want to see in a list of tasks: searches
    public void setActions(RecordActions newActions, TaskRunner newTasks) {
        actions = newActions;
        tasks = newTasks;
    }

    /// The order that lists should have.
    public RecordOrder order() {
        return order;
    }

    /// Whether the marks of transactions should be listed.
    public boolean markers() {
        return markers;
    }

    /// Shows the records of a list, once it is there; null shows none. What was waited for before is cancelled.
    public void load(@Nullable TaskHandle<RecordList> list) {
        if (list == null) {
            clear(TEXTS.get("idle"));
            return;
        }
        model.load(list);
        watch();
    }

    /// Shows no records, and a sentence that says why.
    public void clear(String why) {
        model.clear(why);
    }

    /// Ends all that goes on for it; it is not used any more.
    public void close() {
        polling.unsubscribe();
        quiet.close();
    }

    /// How many records there are, or at most.
    public ReadOnlyLongProperty countProperty() {
        return model.standing().countProperty();
    }

    /// Whether the count is no upper bound but exact.
    public ReadOnlyBooleanProperty countedProperty() {
        return model.standing().countedProperty();
    }

    public void goToTime(long millis) {
        model.goToTime(millis);
    }

    public void goToOffset(PartitionRef partition, long offset) {
        model.goTo(new RecordPlace(0, partition, Position.offset(offset)));
    }

    /// Whether a search goes on in the list, or its hits are shown: to list anew would take these away.
    public boolean isSearched() {
        return model.hits().isShown() || model.hits().isSearching();
    }

    /// The record that keys move on from.
    public Optional<Row> lead() {
        return model.leadProperty().get();
    }

    RecordsViewModel model() {
        return model;
    }

    /// Of these streams the records that were on the screen.
    public SavedRecords lookedAt(Collection<String> streams) {
        return lookedAt.of(streams);
    }

    /// Goes on from what a session holds, with none for another source.
    public void takeUp(SavedRecords records) {
        lookedAt.takeUp(records);
    }

    /// Says that the view came into sight.
    public void seen() {
        lookedAt.note(model.rows());
    }

    /// Shows the columns that are chosen now for the topic that is listed.
    public void columnsChanged() {
        topic = "";
        useColumnsOf(model.list());
    }

    /// The list that is shown.
    public Optional<RecordList> list() {
        return model.list();
    }

    // Showing.

    private void changed() {
        tell();
        if (isInSight()) {
            seen();
        }
        showGrid();
        if (root.getScene() != null) {
            detail.show();
        }
        bar.show(model.hits().isSearching(), model.hits().isShown());
    }

    /// What nobody sees is laid out once it comes into sight.
    private void showGrid() {
        if (root.getScene() != null) {
            grid.show();
        }
    }

    private boolean isInSight() {
        for (Node at = root; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return root.getScene() != null;
    }

    private void tell() {
        RecordHits hits = model.hits();
        String found = hits.words(model.list().map(RecordList::size).orElse(0L), formats);
        grid.sayInstead(
                hits.isShown() ? found : model.standing().messageProperty().get());
        footer.tell(found);
    }

    private void leads(Optional<Row> row) {
        RecordPlace place = row.map(Row::place).orElse(null);
        if (!Objects.equals(place, told)) {
            told = place;
            actions.show(Optional.ofNullable(place));
        }
        useColumnsOf(model.list());
    }

    private void useColumnsOf(Optional<RecordList> list) {
        String now = list.flatMap(of -> of.ranges().stream().findFirst())
                .map(range -> range.partition().stream().name())
                .orElse(topic);
        if (!now.equals(topic)) {
            topic = now;
            grid.columns().show(RecordColumn.parse(actions.columns(topic)));
            showGrid();
        }
    }

    void show(List<RecordColumn> columns) {
        grid.columns().show(columns);
        showGrid();
    }

    private void watch() {
        polling.unsubscribe();
        polling = pulse.every(POLL, () -> {
            tell();
            bar.show(model.hits().isSearching(), model.hits().isShown());
            if (!model.isLoading() && !model.hits().isSearching()) {
                polling.unsubscribe();
            }
        });
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (RecordColumn.Field field : FieldTexts.sampled(model.atHand(), model.reading())) {
            names.add(FilterNames.of(field.extractor()));
        }
        names.addAll(EventFilter.names());
        return names.stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /// Whether there are records to work on; else it is said that there are none.
    private boolean lists() {
        bar.tell(model.list().isPresent() ? "" : TEXTS.get("unlisted"));
        return model.list().isPresent();
    }

    private void find(boolean forward) {
        if (!lists()) {
            return;
        }
        if (filter.isEmpty()) {
            model.moveBy(forward ? 1 : -1, false);
            return;
        }
        filter.with(by -> {
            model.find(by, forward, tasks);
            watch();
        });
    }

    /// What the bar asks for.
    private final class Wishes implements RecordBar.Asked {

        @Override
        public void search() {
            if (!lists()) {
                return;
            }
            if (filter.isEmpty()) {
                showAll();
                return;
            }
            filter.with(by -> {
                model.search(by, tasks);
                watch();
            });
        }

        @Override
        public void find(boolean forward) {
            RecordsView.this.find(forward);
        }

        @Override
        public void showAll() {
            model.showAll();
        }

        @Override
        public void stop() {
            model.hits().stop();
        }

        @Override
        public void goTo(String words) {
            if (!words.isBlank() && lists()) {
                bar.tell(actions.goTo(
                                words, lead().or(() -> model.rows().stream().findFirst()))
                        .orElse(""));
            }
        }

        @Override
        public void export(boolean csv) {
            if (!lists()) {
                return;
            }
            detail.ranges(
                    ranges -> actions.export(
                            ranges, model.hits().isShown() ? model.hits().filter() : Optional.empty(), csv),
                    why -> bar.tell(TEXTS.get("failed.export", why)));
        }

        @Override
        public void columns(List<RecordColumn> columns) {
            RecordsView.this.show(columns);
            actions.keepColumns(topic, columns.stream().map(RecordColumn::id).toList());
        }

        @Override
        public void list(RecordOrder newOrder, boolean withMarkers) {
            order = newOrder;
            markers = withMarkers;
            actions.listAnew();
        }
    }
}
