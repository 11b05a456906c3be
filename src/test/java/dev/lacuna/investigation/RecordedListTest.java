package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.report.session.SavedRecord;
import dev.lacuna.report.session.SavedRecords;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedListTest {

    private static final StreamRef ORDERS = new StreamRef("memory://shop", "orders");

    private static SavedRecord record(int partition, long offset, long millis) {
        return new SavedRecord(
                new Event(
                        ORDERS.partition(partition),
                        Position.offset(offset),
                        millis,
                        TimestampKind.CREATE,
                        null,
                        Bytes.utf8("{\"seq\":" + offset + "}"),
                        List.of()),
                Fate.COMMITTED,
                10);
    }

    private static SavedRecords kept(long forgotten) {
        return new SavedRecords(
                List.of(record(1, 7, 70), record(0, 4, 45), record(0, 5, 41), record(0, 9, 90), record(1, 2, 20)),
                forgotten);
    }

    private static PartitionRange range(int partition, long from, long to) {
        return new PartitionRange(ORDERS.partition(partition), PositionRange.offsets(from, to));
    }

    private static RecordedList list(SavedRecords kept, RecordOrder order, Optional<TimeSpan> time) {
        return new RecordedList(kept, new ListRequest(List.of(range(0, 0, 100), range(1, 0, 100)), time, order, false));
    }

    private interface Asking<T> {
        T ask(TaskContext context) throws Exception;
    }

    private static <T> T ask(Asking<T> asking) throws Exception {
        try (var runner = new TaskRunner(Clock.systemUTC())) {
            return runner.start("ask", asking::ask).await();
        }
    }

    private static List<String> places(List<RecordPage.Row> rows) {
        return rows.stream()
                .map(row -> row.event().partition().number() + "@" + row.event().position())
                .toList();
    }

    @Test
    void listsWhatIsKeptOfARangeAndSaysThatItIsAPart() throws Exception {
        RecordedList list = list(kept(0), RecordOrder.TIME, Optional.empty());
        RecordBlock block = ask(context -> list.after(0, 400, context));
        // 5 came late and stays behind 4
        assertThat(places(block.rows())).containsExactly("1@2", "0@4", "0@5", "1@7", "0@9");
        assertThat(block.troubles())
                .containsExactly("only records that somebody had looked at are kept in the session");
        assertThat(list.size()).isEqualTo(5);
        assertThat(block.to()).isEqualTo(5);
        RecordedList bounded = list(kept(3), RecordOrder.PARTITION, Optional.empty());
        RecordBlock some = ask(context -> bounded.after(0, 400, context));
        assertThat(places(some.rows())).containsExactly("0@4", "0@5", "0@9", "1@2", "1@7");
        assertThat(some.troubles().getFirst()).startsWith("only the 5 records that somebody had looked at last");
    }

    @Test
    void saysThatNothingIsKeptInsteadOfThatThereIsNothing() throws Exception {
        RecordedList list = list(kept(0), RecordOrder.TIME, Optional.of(new TimeSpan(200, 300)));
        RecordBlock block = ask(context -> list.after(0, 400, context));
        assertThat(block.rows()).isEmpty();
        assertThat(block.troubles()).isNotEmpty();
        assertThat(list.size()).isEqualTo(block.to());
    }

    @Test
    void goesToPlacesAndTimes() throws Exception {
        RecordedList list = list(kept(0), RecordOrder.TIME, Optional.of(new TimeSpan(40, 91)));
        assertThat(list.numberOf(60)).isEqualTo(2);
        assertThat(list.numberOf(ORDERS.partition(0), 6)).isEqualTo(3);
        RecordBlock last = ask(context -> list.before(4, 2, context));
        assertThat(places(last.rows())).containsExactly("1@7", "0@9");
        List<RecordPage.Row> all = ask(context -> list.after(0, 400, context)).rows();
        assertThat(list.between(all.get(0).place(), all.get(2).place()))
                .containsExactly(range(0, 4, 6), range(1, 7, 8));
    }

    @Test
    void goesToTheNearestOfThePartitionWhereWhatIsBehindIsNotKept() {
        RecordedList list = list(kept(0), RecordOrder.TIME, Optional.empty());
        assertThat(list.numberOf(ORDERS.partition(1), 50)).isEqualTo(3);
        assertThat(list.numberOf(ORDERS.partition(0), 50)).isEqualTo(4);
    }

    @Test
    void findsAmongThem() throws Exception {
        RecordedList list = list(kept(0), RecordOrder.TIME, Optional.empty());
        List<RecordPage.Row> hits = new ArrayList<>();
        RecordSearch search = ask(context ->
                list.search(EventFilter.compile("value.seq > 4"), 0, Optional.empty(), true, 2, hits::addAll, context));
        assertThat(places(hits)).containsExactly("0@5", "1@7");
        assertThat(search.whole()).isFalse();
        assertThat(search.reached()).isEqualTo(4);
        assertThat(search.troubles()).contains("looked at");
    }
}
