package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.decode.Decoding;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of events that retention deletes between asking for them and reading them.
class DeletedRecordsTest {

    private static final String TOLD = "orders/0: positions 0 up to 700 were deleted before they were read";

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final MemorySource source = new MemorySource();
    private final MemoryPartition partition =
            source.cluster().create("orders", 1).partition(0);

    @AfterEach
    void close() {
        runner.close();
    }

    private List<PartitionRange> thousand() {
        for (int i = 0; i < 1_000; i++) {
            partition.append(MemoryContent.of(1_000 + i, "k" + i, "{\"n\":" + i + "}"));
        }
        return List.of(new PartitionRange(partition.ref(), partition.info().range()));
    }

    @Test
    void aPageSaysSoOnceThoughItIsReadInRounds() throws Exception {
        var query = new RecordQuery(thousand(), Optional.empty(), 400);
        partition.moveHead(700);

        RecordPage page = runner.start("read", context -> Records.fetch(source, query, null, context))
                .await();

        assertThat(page.rows()).hasSize(300);
        assertThat(page.stopped()).isEqualTo(TOLD);
    }

    @Test
    void aListSaysSo() throws Exception {
        for (RecordOrder order : RecordOrder.values()) {
            var request = new ListRequest(thousand(), Optional.empty(), order, false);
            RecordList list = MergedRecords.of(source, new Sampling(source, Decoding.none()), request);
            long head = partition.info().start().asOffset();
            partition.moveHead(head + 700);

            RecordBlock block =
                    runner.start("read", context -> list.after(0, 5, context)).await();

            assertThat(block.rows()).isEmpty();
            assertThat(block.troubles())
                    .singleElement()
                    .asString()
                    .startsWith("orders/0: positions " + head + " up to ")
                    .endsWith(" were deleted before they were read");
        }
    }
}
