package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordExport;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.report.RecordFormat;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records that leave the window for a file or the clipboard, and what is said where not all of them do.
class WorkspaceExportTest {

    private final Shop shop = new Shop();
    private final FxQueue fx = new FxQueue();
    private final WorkspaceModel workspace =
            new WorkspaceModel(shop.start(new Opening.Sample()), WindowState.FIRST, fx);
    private volatile boolean isBroken;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws Exception {
        shop.withFaults(source -> source.withFault(at -> {
            if (isBroken && at == MemoryFault.Step.POLL) {
                throw new SourceException(SourceException.Kind.OTHER, "The broker is gone.", false, null);
            }
        }));
        workspace.open(new Opening.Sample());
        fx.runUntil(() -> workspace.streams().scan() != null
                && !workspace.streams().busyProperty().get());
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private void export(Path file) {
        var orders = shop.cluster.stream("orders").partition(0).ref();
        workspace
                .exports()
                .records(new RecordExport(
                        List.of(new PartitionRange(orders, PositionRange.offsets(0, 10))),
                        Optional.empty(),
                        Optional.empty(),
                        RecordFormat.JSON_LINES,
                        file));
    }

    private String problem() throws InterruptedException {
        fx.runUntil(() -> workspace.streams().problemProperty().get() != null);
        return Objects.requireNonNull(workspace.streams().problemProperty().get())
                .text();
    }

    @Test
    void saysWhyRecordsCouldNotBeWrittenAndLeavesTheOlderFileAlone() throws Exception {
        Path older = Files.writeString(folder.resolve("records.jsonl"), "older");
        isBroken = true;
        export(older);

        assertThat(problem()).contains("The broker is gone.");
        assertThat(older).hasContent("older");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void saysThatTheFolderForRecordsIsNotThere() throws Exception {
        export(folder.resolve("no-folder").resolve("records.jsonl"));

        assertThat(problem()).contains("no-folder");
    }

    private static RecordPage.Row row(long offset) {
        Event event = new Event(
                new StreamRef("kafka://here", "orders").partition(0),
                Position.offset(offset),
                1_000,
                TimestampKind.CREATE,
                null,
                null,
                List.of());
        return new RecordPage.Row(event, Fate.COMMITTED);
    }

    @Test
    void saysOfACopyThatItIsNotAllOfTheSelection() throws Exception {
        List<RecordPage.Row> rows = List.of(row(1), row(2));

        assertThat(SelectionDesk.copied(new RecordPage(rows, "")).shortfall()).isEmpty();
        SelectionDesk.Copied stopped = SelectionDesk.copied(new RecordPage(rows, "orders/0 ends at 3."));
        assertThat(stopped.shortfall()).contains("Only 2 events", "orders/0 ends at 3.");
        assertThat(stopped.lines()).hasLineCount(2);
        SelectionDesk.Copied limited = SelectionDesk.copied(new RecordPage(rows, "", true, "", PayloadReading.none()));
        assertThat(limited.shortfall()).contains("Only the first 2 events");
    }
}
