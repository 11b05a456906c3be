package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.report.session.SavedRecords;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookedAtTest {

    private static final int VALUE = 10;

    private static Row row(String stream, long offset) {
        return new Row(
                new Event(
                        new StreamRef("memory://shop", stream).partition(0),
                        Position.offset(offset),
                        1_000 + offset,
                        TimestampKind.CREATE,
                        null,
                        Bytes.of(new byte[VALUE]),
                        List.of()),
                Fate.COMMITTED);
    }

    private static List<Row> rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(offset -> row("orders", offset))
                .toList();
    }

    private static List<Long> offsets(SavedRecords records) {
        return records.records().stream()
                .map(record -> record.event().position().asOffset())
                .toList();
    }

    @Test
    void keepsWhatWasSeenLastAndCountsTheRest() {
        var seen = new LookedAt(5, 1_000);
        seen.note(rows(0, 4));
        seen.note(rows(10, 13));
        SavedRecords kept = seen.of(Set.of("orders"));
        assertThat(offsets(kept)).containsExactly(2L, 3L, 10L, 11L, 12L);
        assertThat(kept.forgotten()).isEqualTo(2);
    }

    @Test
    void whatIsSeenAgainIsNotForgotten() {
        var seen = new LookedAt(5, 1_000);
        seen.note(rows(0, 4));
        seen.note(rows(0, 1));
        seen.note(rows(10, 13));
        assertThat(offsets(seen.of(Set.of("orders")))).containsExactly(3L, 0L, 10L, 11L, 12L);
    }

    @Test
    void keepsNoMoreBytesThanItMay() {
        var seen = new LookedAt(1_000, 3 * VALUE);
        seen.note(rows(0, 50));
        assertThat(offsets(seen.of(Set.of("orders")))).containsExactly(47L, 48L, 49L);
        seen.note(rows(47, 50));
        assertThat(offsets(seen.of(Set.of("orders")))).containsExactly(47L, 48L, 49L);
    }

    @Test
    void tellsOnlyOfTheStreamsThatAreAskedFor() {
        var seen = new LookedAt(100, 1_000);
        seen.note(List.of(row("orders", 1), row("payments", 1)));
        assertThat(offsets(seen.of(Set.of("payments")))).hasSize(1);
        assertThat(offsets(seen.of(Set.of()))).isEmpty();
    }

    @Test
    void countsOfOtherStreamsNothingThatItForgot() {
        var seen = new LookedAt(2, 1_000);
        seen.note(List.of(row("payments", 1), row("payments", 2), row("payments", 3)));
        seen.note(rows(0, 2));

        assertThat(seen.of(Set.of("orders")).forgotten()).isZero();
        assertThat(seen.of(Set.of("orders", "payments")).forgotten()).isEqualTo(3);

        var next = new LookedAt(2, 1_000);
        next.takeUp(seen.of(Set.of("orders", "payments")));
        assertThat(next.of(Set.of("orders")).forgotten()).isEqualTo(3);
        assertThat(next.of(Set.of("shipments")).forgotten()).isZero();
    }

    @Test
    void goesOnFromWhatASessionHolds() {
        var seen = new LookedAt(5, 1_000);
        seen.note(rows(0, 8));
        var next = new LookedAt(5, 1_000);
        next.note(rows(90, 92));
        next.takeUp(seen.of(Set.of("orders")));
        next.note(rows(3, 4));
        SavedRecords kept = next.of(Set.of("orders"));
        assertThat(offsets(kept)).containsExactly(4L, 5L, 6L, 7L, 3L);
        assertThat(kept.forgotten()).isEqualTo(3);
    }
}
