package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Header;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RowCollectorTest {

    private static final PartitionRef PARTITION = new StreamRef("memory://a", "orders").partition(0);

    private final PartitionRange range = new PartitionRange(PARTITION, PositionRange.offsets(0, 100));
    private final Cuts.Slice slice = new Cuts.Slice(0, 100, List.of(range), 0, 1_000);

    @Test
    void keepsLessOfEachValueOnceTheRoomIsUsedUp() {
        var room = new HitRoom(10_000, Long.MAX_VALUE);
        var one = new RowCollector(range, slice, millis -> true, false, 4_000, room, null);
        var other = new RowCollector(range, slice, millis -> true, false, 4_000, room, null);
        for (int i = 0; i < 20; i++) {
            (i % 2 == 0 ? one : other).event(batch(), event(i, Bytes.of(new byte[5_000])));
        }

        assertThat(one.rows().getFirst().event().size()).isEqualTo(4_000);
        assertThat(one.rows().getLast().event().size()).isEqualTo(256);
        assertThat(one.rows().getLast().valueLength()).isEqualTo(5_000);
        long kept = one.rows().stream().mapToLong(row -> row.event().size()).sum()
                + other.rows().stream().mapToLong(row -> row.event().size()).sum();
        assertThat(kept).isLessThan(20_000);
    }

    @Test
    void keepsNothingOfTheBatchBesidesItsRecords() {
        byte[] fetched = new byte[1_000_000];
        var event = new Event(
                PARTITION,
                Position.offset(7),
                5,
                TimestampKind.CREATE,
                Bytes.of(fetched, 10, 2),
                Bytes.of(fetched, 20, 5),
                List.of(new Header("trace", Bytes.of(fetched, 30, 4))));
        Event kept = event.compact();

        assertThat(kept).isEqualTo(event);
        Bytes header = Objects.requireNonNull(kept.headers().getFirst().value());
        assertThat(header.sharedArray()).hasSize(4);
    }

    @Test
    void tellsOfALogThatIsDeletedStepByStepOnce() {
        var rows = new RowCollector(range, slice, millis -> true, false, 4_000, HitRoom.unbounded(), null);
        rows.gone(PARTITION, PositionRange.offsets(0, 10));
        rows.gone(PARTITION, PositionRange.offsets(10, 25));
        rows.gone(PARTITION, PositionRange.offsets(40, 50));

        assertThat(rows.troubles())
                .containsExactly(
                        "orders/0: positions 0 up to 25 were deleted before they were read",
                        "orders/0: positions 40 up to 50 were deleted before they were read");
    }

    private static Event event(long position, Bytes value) {
        return new Event(PARTITION, Position.offset(position), 5, TimestampKind.CREATE, null, value, List.of());
    }

    private static Batch batch() {
        return new Batch(
                PARTITION,
                Position.offset(0),
                Position.offset(99),
                100,
                5,
                5,
                TimestampKind.CREATE,
                500_000,
                Fate.COMMITTED,
                false,
                false,
                false,
                null,
                0,
                true);
    }
}
