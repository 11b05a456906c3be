package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.decode.FieldReaders;
import dev.lacuna.index.DensityIndex;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Fate;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.source.MemorySource;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionWatchTest {

    private static final PartitionRef PARTITION = new StreamRef("memory://a", "orders").partition(0);

    @Test
    void whatACancelCutOffWithinABatchStaysUnread() throws Exception {
        var index = new DensityIndex(List.of(PARTITION));
        try (var runner = new TaskRunner(Clock.systemUTC())) {
            runner.start("scan", context -> {
                        var watch = new PartitionWatch(
                                PositionRange.offsets(0, 300),
                                index.lane(PARTITION),
                                new TimeMap(),
                                List.of(),
                                FieldReaders.of(FieldSpec.NONE, FieldSpec.NONE.format()),
                                true,
                                new FieldPresence(FieldSpec.NONE).tally(),
                                new EventSampler(new MemorySource(), context));
                        watch.batch(batch(0, 99));
                        watch.batch(batch(100, 199));
                        watch.end(Position.offset(140), false);
                        return "ended";
                    })
                    .await();
        }
        assertThat(index.lane(PARTITION).unread(0, 300))
                .singleElement()
                .satisfies(rest -> assertThat(rest).containsExactly(140, 300));
    }

    private static Batch batch(long first, long last) {
        return new Batch(
                PARTITION,
                Position.offset(first),
                Position.offset(last),
                (int) (last - first + 1),
                1_000,
                2_000,
                TimestampKind.CREATE,
                10_000,
                Fate.COMMITTED,
                false,
                false,
                false,
                null,
                0,
                true);
    }
}
