package dev.lacuna.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.source.SourceException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every source with dense positions and transactions promises to whoever asks about streams without reading them.
abstract class LookUpContract extends ContractFixture {

    @Test
    void namesTheNearestStreamsWhenOneIsUnknown() throws Exception {
        String stream = createStream("orders", 1);
        var failure = catchThrowableOfType(SourceException.class, () -> source().describe(stream + "x"));
        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN_STREAM);
        assertThat(failure).hasMessageContaining("'" + stream + "x'").message().matches("(?s).*\\b" + stream + "\\b.*");
    }

    @Test
    void listsStreamsByName() throws Exception {
        String stream = createStream("listed", 4);
        assertThat(source().streams())
                .contains(new StreamSummary(stream, 4, false))
                .isSortedAccordingTo(java.util.Comparator.comparing(StreamSummary::name));
    }

    @Test
    void findsThePositionOfATime() throws Exception {
        PartitionRef partition = partition(createStream("times", 2), 0);
        PartitionRef empty = partition.stream().partition(1);
        write(partition, 10);
        List<PartitionRef> both = List.of(partition, empty);
        assertThat(source().positionsAt(both, NOON + 3_500))
                .isEqualTo(Map.of(partition, Position.offset(4), empty, Position.offset(0)));
        assertThat(source().positionsAt(both, -5)).containsEntry(partition, Position.offset(0));
        // a marker bears a time of its own
        assertThat(source().positionsAt(both, NOON + 60_000).get(partition))
                .isIn(Position.offset(10), Position.offset(11));
    }

    @Test
    void findsThePositionsOfManyTimesAtOnce() throws Exception {
        PartitionRef partition = partition(createStream("moments", 2), 0);
        PartitionRef empty = partition.stream().partition(1);
        write(partition, 100);
        List<PartitionRef> both = List.of(partition, empty);
        List<Long> moments =
                LongStream.range(0, 100).map(i -> NOON + i * 1_000).boxed().toList();

        Map<Long, Map<PartitionRef, Position>> found = new TreeMap<>();
        source().positionsAt(both, moments, (millis, positions) -> found.put(millis, positions) == null);

        assertThat(found.keySet()).containsExactlyElementsOf(moments);
        found.forEach((millis, positions) -> assertThat(positions)
                .isEqualTo(Map.of(partition, Position.offset((millis - NOON) / 1_000), empty, Position.offset(0))));
        found.clear();
        source().positionsAt(both, moments, (millis, positions) -> {
            found.put(millis, positions);
            return found.size() < 3;
        });
        assertThat(found).hasSize(3);
    }

    @Test
    void tellsFromWhenToWhenEventsReach() throws Exception {
        PartitionRef partition = partition(createStream("extents", 2), 0);
        try (EventSink sink = writer().openSink(writerId())) {
            for (long millis : List.of(NOON, NOON + 9_000, NOON + 5_000)) {
                sink.write(outgoing(partition, millis, "k", "v"));
            }
            sink.commit();
        }
        awaitMarkers(partition);

        Map<PartitionRef, TimeSpan> extents =
                source().extents(List.of(partition, partition.stream().partition(1)));

        assertThat(extents.keySet()).containsExactly(partition);
        TimeSpan extent = java.util.Objects.requireNonNull(extents.get(partition));
        assertThat(extent.fromMillis()).isEqualTo(NOON);
        // a marker bears a time of its own
        assertThat(extent.toMillis()).isGreaterThanOrEqualTo(NOON + 9_001);
    }

    @Test
    void waitsForOpenTransactionsToBeDecided() throws Exception {
        PartitionRef partition = partition(createStream("stable", 1), 0);
        write(partition, 2);
        assertThat(source().awaitStable(List.of(partition), Duration.ofMinutes(2)))
                .isEqualTo(Map.of(partition, Position.offset(3)));
        try (var open = writeOpen(partition, 2)) {
            assertThat(open).isNotNull();
            var failure = catchThrowableOfType(
                    SourceException.class, () -> source().awaitStable(List.of(partition), Duration.ofMillis(100)));
            assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
            assertThat(failure).hasMessageContaining(partition + " from offset 3 on");
            PartitionInfo stand =
                    source().describe(partition.stream().name()).partitions().getFirst();
            assertThat(stand.lastStable()).isEqualTo(Position.offset(3));
            assertThat(stand.end()).isEqualTo(Position.offset(5));
        }
        // the marker may be written before or after the end was taken
        assertThat(source().awaitStable(List.of(partition), Duration.ofMinutes(2))
                        .get(partition))
                .isIn(Position.offset(5), Position.offset(6));
    }
}
