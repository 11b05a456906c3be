package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Bound;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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

    @Test
    void aListOfSeveralStreamsHasALineForEach() {
        Map<String, SelectedRange> ranges = new LinkedHashMap<>();
        var bounds = new Bounds(new Bound.At(5), new Bound.At(9));
        ranges.put("orders", new SelectedRange(Set.of(0), bounds, Optional.empty()));
        ranges.put("orders-upstream", new SelectedRange(Set.of(1), bounds, Optional.empty()));

        assertThat(lines.listed(ranges, Optional.of("value.n > 5")).lines())
                .containsExactly(
                        "lacuna records kafka://shop:9092 --topic orders --partitions 0 --from 5 --to 9"
                                + " --filter 'value.n > 5'",
                        "lacuna records kafka://shop:9092 --topic orders-upstream --partitions 1 --from 5 --to 9"
                                + " --filter 'value.n > 5'");
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
