package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lacuna.decode.Decoding;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.report.RecordFormat;
import dev.lacuna.report.RecordsFile;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.task.Await;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordExporterTest {

    @TempDir
    private Path folder;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final MemorySource source = new MemorySource();

    @AfterEach
    void close() {
        runner.close();
    }

    private MemoryPartition filled(String stream, int count) {
        MemoryPartition partition = source.cluster().create(stream, 1).partition(0);
        for (int i = 0; i < count; i++) {
            partition.append(MemoryContent.of(i, stream + i, "value " + i));
        }
        return partition;
    }

    private TaskHandle<RecordExport.Result> export(PartitionRef partition, long to, Path file) {
        var request = new RecordExport(
                List.of(new PartitionRange(partition, PositionRange.offsets(0, to))),
                Optional.empty(),
                Optional.empty(),
                RecordFormat.JSON_LINES,
                file);
        return new RecordTasks(source, new Sampling(source, Decoding.none()), runner, null).export(request);
    }

    private static List<String> keys(Path file) throws Exception {
        List<String> keys = new ArrayList<>();
        RecordsFile.read(file, "", kept -> {
            Bytes key = kept.event().key();
            return keys.add(key == null ? "" : key.text());
        });
        return keys;
    }

    private List<Path> left() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void leavesAnOlderFileAsItWasAndNothingElseWhenItIsCancelled() throws Exception {
        Path file = folder.resolve("orders.jsonl");
        Files.writeString(file, "older");
        MemoryPartition partition = filled("orders", 3_000);
        source.stallAt(partition.ref(), 2_000);
        TaskHandle<RecordExport.Result> export = export(partition.ref(), 3_000, file);
        Await.until(
                "it has come to where the source stalls",
                () -> export.progress().done() == 2_000);
        export.cancel();

        assertThatExceptionOfType(TaskCancelledException.class).isThrownBy(export::await);
        assertThat(export.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(file).hasContent("older");
        assertThat(left()).containsExactly(file);
    }

    @Test
    void twoThatWriteTheSameFileDoNotWriteIntoEachOthers() throws Exception {
        Path file = folder.resolve("both.jsonl");
        MemoryPartition slow = filled("slow", 300);
        MemoryPartition quick = filled("quick", 20);
        source.stallAt(slow.ref(), 200);
        TaskHandle<RecordExport.Result> first = export(slow.ref(), 300, file);
        Await.until(
                "it has come to where the source stalls", () -> first.progress().done() == 200);
        assertThat(export(quick.ref(), 20, file).await().records()).isEqualTo(20);
        first.cancel();
        assertThatExceptionOfType(TaskCancelledException.class).isThrownBy(first::await);

        assertThat(keys(file)).hasSize(20).allMatch(key -> key.startsWith("quick"));
        assertThat(left()).containsExactly(file);
    }

    @Test
    void saysThatTheLogEndsBeforeWhatWasAskedFor() throws Exception {
        MemoryPartition partition = filled("orders", 50);
        RecordExport.Result result =
                export(partition.ref(), 80, folder.resolve("orders.jsonl")).await();

        assertThat(result.records()).isEqualTo(50);
        assertThat(result.troubles()).contains(partition.ref().toString(), "the log ends at position 50");
    }

    @Test
    void saysThatTheFolderIsNotThere() {
        MemoryPartition partition = filled("orders", 5);
        TaskHandle<RecordExport.Result> export =
                export(partition.ref(), 5, folder.resolve("none").resolve("orders.jsonl"));

        assertThat(catchThrowable(export::await))
                .hasMessageContaining("could not be written to")
                .hasMessageContaining(folder.resolve("none") + ": there is no such folder");
    }
}
