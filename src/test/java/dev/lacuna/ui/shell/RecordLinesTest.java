package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.gallery.ListedRecords;
import dev.lacuna.ui.gallery.Samples;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RecordLinesTest {

    private static final String SOURCE = "kafka://shop:9092";
    private static final StreamRef ORDERS = new StreamRef(SOURCE, "orders");
    private static final StreamRef UPSTREAM = new StreamRef(SOURCE, "orders-upstream");

    private final RecordLines lines = new RecordLines(new CommandLines(SOURCE, ""));

    @Test
    void aRecordsLineNamesItsOwnStream() {
        assertThat(lines.one(new RecordPlace(0, UPSTREAM.partition(1), Position.offset(41))))
                .isEqualTo("lacuna records kafka://shop:9092 --topic orders-upstream --partitions 1 --from 41 --to 42");
    }

    private static RecordList list(Optional<TimeSpan> time, PartitionRange... ranges) {
        return new ListedRecords(0, number -> Samples.page(1).rows().getFirst(), List.of()) {
            @Override
            public List<PartitionRange> ranges() {
                return List.of(ranges);
            }

            @Override
            public Optional<TimeSpan> time() {
                return time;
            }
        };
    }

    private static PartitionRange range(StreamRef stream, int partition, long from, long to) {
        return new PartitionRange(stream.partition(partition), PositionRange.offsets(from, to));
    }

    @Test
    void aListOfSeveralStreamsHasALineForEach() {
        RecordList list = list(Optional.empty(), range(ORDERS, 0, 5, 9), range(UPSTREAM, 1, 5, 9));

        assertThat(lines.listed(list, Optional.of("value.n > 5")).lines())
                .containsExactly(
                        "lacuna records kafka://shop:9092 --topic orders --partitions 0 --from 5 --to 9"
                                + " --filter 'value.n > 5'",
                        "lacuna records kafka://shop:9092 --topic orders-upstream --partitions 1 --from 5 --to 9"
                                + " --filter 'value.n > 5'");
    }

    @Test
    void aListByPositionsHasALineForEachBounds() {
        RecordList list =
                list(Optional.empty(), range(ORDERS, 0, 5, 9), range(ORDERS, 1, 70, 80), range(ORDERS, 2, 5, 9));

        assertThat(lines.listed(list, Optional.empty()).lines())
                .as("from 5 to 80 would be more than is listed")
                .containsExactly(
                        "lacuna records kafka://shop:9092 --topic orders --partitions 0,2 --from 5 --to 9",
                        "lacuna records kafka://shop:9092 --topic orders --partitions 1 --from 70 --to 80");
    }

    @Test
    void aListOfATimeHasALineWithIt() {
        RecordList list = list(
                Optional.of(new TimeSpan(1_774_000_000_000L, 1_774_000_060_000L)),
                range(ORDERS, 0, 5, 9),
                range(ORDERS, 1, 70, 80));

        assertThat(lines.listed(list, Optional.empty()))
                .isEqualTo("lacuna records kafka://shop:9092 --topic orders --partitions 0-1"
                        + " --from @2026-03-20T09:46:40Z --to @2026-03-20T09:47:40Z");
    }

    @Test
    void aPartitionIsOneOfTheLeadingRecordsStreamWhereSeveralHaveItsNumber() {
        var at = new Target.AtOffset(OptionalInt.of(1), 500);
        List<PartitionRef> listed = List.of(ORDERS.partition(0), ORDERS.partition(1), UPSTREAM.partition(1));

        assertThat(RecordDesk.partition(at, Optional.of(UPSTREAM.partition(0)), listed))
                .contains(UPSTREAM.partition(1));
        assertThat(RecordDesk.partition(at, Optional.empty(), listed)).contains(ORDERS.partition(1));
    }
}
