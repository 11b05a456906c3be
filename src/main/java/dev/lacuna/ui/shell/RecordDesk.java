package dev.lacuna.ui.shell;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.investigation.RecordExport;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.report.RecordFormat;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.records.RecordActions;
import dev.lacuna.ui.records.RecordsView;
import dev.lacuna.ui.timeline.Annotations;
import dev.lacuna.ui.timeline.TimelineModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What the records view asks of the rest of the window: the timeline, files, command lines, what was chosen before.
final class RecordDesk implements RecordActions {

    private static final Texts TEXTS = Texts.of(RecordDesk.class);

    private final WorkspaceModel workspace;
    private final TimelineModel timeline;
    private final RecordsView records;
    private final Formats formats;
    private final Supplier<FileDialogs> files;
    private final ColumnChoices choices;
    private final Runnable listAnew;

    /// @param listAnew lists what is selected in the order that the view wants now
    RecordDesk(
            WorkspaceModel workspace,
            TimelineModel timeline,
            RecordsView records,
            Formats formats,
            Supplier<FileDialogs> files,
            ColumnChoices choices,
            Runnable listAnew) {
        this.workspace = workspace;
        this.timeline = timeline;
        this.records = records;
        this.formats = formats;
        this.files = files;
        this.choices = choices;
        this.listAnew = listAnew;
    }

    @Override
    public void listAnew() {
        listAnew.run();
    }

    @Override
    public Optional<String> goTo(String words, Optional<Row> around) {
        long day = around.map(row -> row.event().millis()).orElseGet(timeline::middleMillis);
        return switch (Target.parse(words, day, formats.zone())) {
            case Target.Unclear unclear -> Optional.of(unclear.why());
            case Target.AtTime time -> {
                records.goToTime(time.millis());
                yield Optional.empty();
            }
            case Target.AtSpan span -> {
                records.goToTime(span.fromMillis());
                yield Optional.empty();
            }
            case Target.AtFinding named -> {
                Optional<Finding> found = timeline.finding(named.id());
                found.ifPresent(finding -> records.goToOffset(
                        finding.partition(), finding.positions().from().asOffset()));
                yield found.isPresent() ? Optional.empty() : Optional.of(TEXTS.get("goto.nowhere"));
            }
            case Target.AtPartition at -> {
                Optional<PartitionRange> first = partition(new Target.AtOffset(OptionalInt.of(at.number()), 0), around)
                        .flatMap(this::listed);
                first.ifPresent(range -> records.goToOffset(
                        range.partition(), range.positions().from().asOffset()));
                yield first.isPresent() ? Optional.empty() : Optional.of(TEXTS.get("goto.nowhere"));
            }
            case Target.AtOffset at -> goTo(at, around);
            case Target.AtOffsets at -> goTo(new Target.AtOffset(at.partition(), at.from()), around);
        };
    }

    private Optional<String> goTo(Target.AtOffset at, Optional<Row> around) {
        Optional<PartitionRef> partition = partition(at, around);
        partition.ifPresent(found -> records.goToOffset(found, at.offset()));
        return partition.isPresent() ? Optional.empty() : Optional.of(TEXTS.get("goto.nowhere"));
    }

    private Optional<PartitionRange> listed(PartitionRef partition) {
        return records.list().stream()
                .flatMap(list -> list.ranges().stream())
                .filter(range -> range.partition().equals(partition))
                .findFirst();
    }

    private Optional<PartitionRef> partition(Target.AtOffset at, Optional<Row> around) {
        return partition(
                at,
                around.map(row -> row.event().partition()),
                records.list().stream()
                        .flatMap(list -> list.ranges().stream())
                        .map(PartitionRange::partition)
                        .toList());
    }

    /// The one that was said, of the leading record's stream where several have that number; else the only one there
    /// is, else that of the record which leads.
    static Optional<PartitionRef> partition(
            Target.AtOffset at, Optional<PartitionRef> around, List<PartitionRef> listed) {
        if (at.partition().isEmpty()) {
            return listed.size() == 1 ? Optional.of(listed.getFirst()) : around;
        }
        List<PartitionRef> named = listed.stream()
                .filter(each -> each.number() == at.partition().getAsInt())
                .toList();
        return around.flatMap(lead -> named.stream()
                        .filter(each -> each.stream().equals(lead.stream()))
                        .findFirst())
                .or(() -> named.stream().findFirst());
    }

    @Override
    public void show(Optional<RecordPlace> place) {
        timeline.annotations()
                .showRecord(records.lead()
                        .filter(row -> place.isPresent())
                        .map(row -> new Annotations.Spot(
                                row.event().partition(),
                                row.event().position(),
                                row.event().millis())));
    }

    @Override
    public void export(List<List<PartitionRange>> ranges, Optional<EventFilter> filter, boolean csv) {
        if (workspace.connections().connection() == null) {
            return;
        }
        List<PartitionRange> all = ranges.stream().flatMap(List::stream).toList();
        String streams = all.stream()
                .map(range -> range.partition().stream().name())
                .distinct()
                .collect(Collectors.joining("-"));
        files.get()
                .save(TEXTS.get("export.records"), streams + (csv ? "-records.csv" : "-records.jsonl"))
                .ifPresent(file -> workspace
                        .exports()
                        .records(new RecordExport(
                                all,
                                records.list().flatMap(RecordList::time),
                                filter,
                                csv ? RecordFormat.CSV : RecordFormat.JSON_LINES,
                                file)));
    }

    @Override
    public String command(Optional<RecordPlace> one, Optional<EventFilter> filter) {
        Connection connection = workspace.connections().connection();
        if (connection == null) {
            return "";
        }
        var lines = new RecordLines(connection.commands());
        // what is listed may not be what is selected: that is listed once it rests
        return one.map(lines::one)
                .orElseGet(() -> records.list()
                        .map(list -> lines.listed(list, filter.map(EventFilter::expression)))
                        .orElse(""));
    }

    @Override
    public String command(RecordPlace place, OtherTool tool) {
        Connection connection = workspace.connections().connection();
        return connection == null
                ? ""
                : connection
                        .commands()
                        .other(
                                tool,
                                place.partition().stream().name(),
                                place.partition().number(),
                                place.position().asOffset());
    }

    @Override
    public List<String> columns(String topic) {
        return choices.of(topic);
    }

    @Override
    public void keepColumns(String topic, List<String> ids) {
        choices.choose(topic, ids);
    }
}
