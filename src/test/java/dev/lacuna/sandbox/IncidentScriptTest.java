package dev.lacuna.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Header;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.TimeSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Looks at the script's bytes alone, as a stranger would, and compares what it finds with the truth told.
class IncidentScriptTest {

    private static final IncidentScript SCRIPT = IncidentScript.standard();
    private static final IncidentTruth TRUTH = IncidentTruth.of(SCRIPT);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MINUTE = 60_000;

    /// An event as its own payload tells it.
    private record Told(int partition, long sequence, String order, long millis) {}

    @Test
    void tellsTheSameStoryEachTime() {
        assertThat(IncidentScript.standard()).isEqualTo(SCRIPT);
        assertThat(IncidentTruth.of(IncidentScript.standard())).isEqualTo(TRUTH);
        assertThat(IncidentScript.withSeed(1)).isNotEqualTo(SCRIPT);
    }

    @Test
    void hasTheSizeOfASample() {
        long records = TRUTH.topics().stream().mapToLong(TopicTruth::written).sum();
        assertThat(records).isBetween(60_000L, 90_000L);
        assertThat(TRUTH.span().from()).isEqualTo(Instant.parse("2026-03-14T06:00:00Z"));
    }

    @Test
    void upstreamCountsFromOneWithoutHoleRepetitionOrDisorder() {
        byPartition(SCRIPT.upstream()).forEach((partition, events) -> {
            for (int i = 0; i < events.size(); i++) {
                Told told = read(events.get(i)).orElseThrow();
                assertThat(told.sequence()).isEqualTo(i + 1);
                assertThat(told.partition()).isEqualTo(partition);
                assertThat(told.millis()).isEqualTo(events.get(i).millis());
                assertThat(i == 0 || events.get(i - 1).millis() < told.millis()).isTrue();
            }
        });
        assertThat(byPartition(SCRIPT.upstream())).hasSize(6);
    }

    @Test
    void lossesAreExactlyThosePlanted() {
        var missing = new ArrayList<Run>();
        Map<Integer, List<ScriptedEvent>> orders = byPartition(SCRIPT.orders());
        byPartition(SCRIPT.upstream()).forEach((partition, healthy) -> {
            var present = new TreeSet<Long>();
            for (ScriptedEvent event : orders.getOrDefault(partition, List.of())) {
                read(event).ifPresent(told -> present.add(told.sequence()));
            }
            long before = 0;
            for (long sequence : present) {
                if (sequence != before + 1) {
                    missing.add(new Run(partition, new SequenceRange(before + 1, sequence - 1)));
                }
                before = sequence;
            }
            assertThat(before).as("the tail is there").isEqualTo(healthy.size());
        });
        assertThat(missing)
                .containsExactlyInAnyOrderElementsOf(planted(FindingKind.GAP_SEQUENCE).stream()
                        .map(fault ->
                                new Run(fault.partition(), fault.sequences().orElseThrow()))
                        .toList());
        assertThat(missing.stream().map(run -> run.range().count())).containsExactlyInAnyOrder(1L, 1L, 173L, 58L);
    }

    private record Run(int partition, SequenceRange range) {}

    @Test
    void whatIsInOrdersIsUpstreamsToTheByte() {
        var upstream = new HashMap<Long, ScriptedEvent>();
        SCRIPT.upstream().forEach(event -> upstream.put(event.partition() * 1_000_000L + event.sequence(), event));
        for (ScriptedEvent event : SCRIPT.orders()) {
            if (event.sequence() != 0) {
                ScriptedEvent original = upstream.get(event.partition() * 1_000_000L + event.sequence());
                assertThat(event.arriving(event.millis()).writtenBy(0)).isEqualTo(original);
            }
        }
    }

    @Test
    void duplicatesAreExactlyThosePlanted() {
        PlantedFault planted = only(FindingKind.DUPLICATE);
        byPartition(SCRIPT.orders()).forEach((partition, events) -> {
            var seen = new HashMap<String, ScriptedEvent>();
            var again = new TreeSet<Long>();
            for (ScriptedEvent event : events) {
                read(event).ifPresent(told -> {
                    ScriptedEvent first = seen.putIfAbsent(told.order(), event);
                    if (first != null) {
                        assertThat(again.add(told.sequence())).isTrue();
                        assertThat(event.value()).isEqualTo(first.value());
                        assertThat(event.writer()).isNotEqualTo(first.writer());
                    }
                });
            }
            if (partition == planted.partition()) {
                assertThat(new SequenceRange(again.first(), again.last()))
                        .isEqualTo(planted.sequences().orElseThrow());
                assertThat(again).hasSize(Math.toIntExact(planted.count())).hasSize(41);
            } else {
                assertThat(again).isEmpty();
            }
        });
    }

    @Test
    void lateEventsAreExactlyThosePlanted() {
        PlantedFault planted = only(FindingKind.ORDER_SEQUENCE);
        byPartition(SCRIPT.orders()).forEach((partition, events) -> {
            var late = new TreeSet<Long>();
            var seen = new HashSet<Long>();
            long highest = 0;
            for (ScriptedEvent event : events) {
                long sequence = read(event).map(Told::sequence).orElse(0L);
                if (sequence != 0 && seen.add(sequence)) {
                    if (sequence < highest) {
                        late.add(sequence);
                        assertThat(event.arrivalMillis() - event.millis()).isBetween(1L, 15_000L);
                    }
                    highest = Math.max(highest, sequence);
                }
            }
            if (partition == planted.partition()) {
                assertThat(late).hasSize(12).hasSize(Math.toIntExact(planted.count()));
                assertThat(new SequenceRange(late.first(), late.last()))
                        .isEqualTo(planted.sequences().orElseThrow());
            } else {
                assertThat(late).isEmpty();
            }
        });
    }

    @Test
    void malformedPayloadsAreExactlyThosePlantedAndCarryNoNumber() {
        PlantedFault planted = only(FindingKind.CONTENT_MALFORMED);
        List<ScriptedEvent> malformed =
                SCRIPT.orders().stream().filter(event -> read(event).isEmpty()).toList();
        assertThat(malformed).hasSize(3).hasSize(Math.toIntExact(planted.count()));
        assertThat(malformed).allSatisfy(event -> {
            assertThat(event.partition()).isEqualTo(planted.partition());
            assertThat(event.value().text()).startsWith("{").doesNotContain("seq");
            assertThat(planted.span().contains(event.millis())).isTrue();
        });
    }

    @Test
    void onlyThePlantedSilenceIsLongerThanFiveMinutes() {
        PlantedFault planted = only(FindingKind.SILENCE);
        assertThat(planted.span().length()).isGreaterThanOrEqualTo(Duration.ofMinutes(15));
        assertThat(silences(IncidentTruth.ORDERS, SCRIPT.orders())).containsExactly(planted.span());
        assertThat(silences(IncidentTruth.UPSTREAM, SCRIPT.upstream()))
                .containsExactly(echo(FindingKind.SILENCE).span());
        assertThat(silences(IncidentTruth.PAYMENTS, committedPayments())).isEmpty();
        assertThat(silences(IncidentTruth.CUSTOMERS, lastOfEachKey())).isEmpty();
    }

    @Test
    void onlyThePlantedSpikeIsFarAboveTheRateAroundIt() {
        PlantedFault planted = only(FindingKind.RATE_SPIKE);
        for (List<ScriptedEvent> stream : List.of(SCRIPT.orders(), SCRIPT.upstream(), committedPayments())) {
            byPartition(stream).forEach((partition, events) -> {
                boolean spiked = stream.size() > 10_000 && partition == planted.partition();
                assertThat(highestRatio(events, planted.span(), spiked))
                        .as("partition %d beside the spike", partition)
                        .isLessThan(2.5);
                if (spiked) {
                    assertThat(ratio(events, planted.span())).isBetween(5.0, 7.0);
                    assertThat(events.stream().filter(event -> planted.span().contains(event.millis())))
                            .hasSize(Math.toIntExact(planted.count()));
                }
            });
        }
        assertThat(echo(FindingKind.RATE_SPIKE).span()).isEqualTo(planted.span());
    }

    @Test
    void paymentsCountWithoutHoleWhenCommittedAndAbortSeveralAtATime() {
        byPartition(committedPayments()).forEach((partition, events) -> {
            for (int i = 0; i < events.size(); i++) {
                assertThat(read(events.get(i)).orElseThrow().sequence()).isEqualTo(i + 1);
            }
        });
        List<PaymentTransaction> aborted = SCRIPT.payments().stream()
                .filter(transaction -> !transaction.committed())
                .toList();
        assertThat(aborted)
                .hasSizeGreaterThan(20)
                .allMatch(transaction -> transaction.events().size() >= 3);
        assertThat(SCRIPT.payments().size() - aborted.size()).isGreaterThan(150);
    }

    @Test
    void customersComeLastAloneSoThatAllBeforeCanBeCompacted() {
        byPartition(SCRIPT.customers()).forEach((partition, events) -> {
            long last = events.getLast().millis();
            long before = events.get(events.size() - 2).millis();
            assertThat(last - before).isGreaterThan(CustomerStory.SEGMENT_MILLIS);
        });
        assertThat(TRUTH.topic(IncidentTruth.CUSTOMERS).visible())
                .isEqualTo(lastOfEachKey().size());
    }

    @Test
    void theSkippedRangeHoldsOnlyWholeOrders() {
        GroupSkip skip = TRUTH.skip();
        PlantedFault planted = only(FindingKind.GROUP_SKIP);
        List<ScriptedEvent> events = byPartition(SCRIPT.orders()).getOrDefault(skip.partition(), List.of());
        List<ScriptedEvent> skipped =
                events.subList(Math.toIntExact(skip.fromOffset()), Math.toIntExact(skip.toOffset()));
        SequenceRange range = planted.sequences().orElseThrow();
        assertThat(skipped).hasSize(1204).hasSize(Math.toIntExact(planted.count()));
        assertThat(skipped.getFirst().sequence()).isEqualTo(range.first());
        assertThat(skipped.getLast().sequence()).isEqualTo(range.last());
        assertThat(skipped).allMatch(event -> read(event).isPresent());
        assertThat(events.size()).isGreaterThan(Math.toIntExact(skip.toOffset()) + 300);
    }

    @Test
    void theLongLossHasHeadersThatACarelessCopyWouldChange() {
        PlantedFault run = planted(FindingKind.GAP_SEQUENCE).stream()
                .filter(fault -> fault.count() == 173)
                .findFirst()
                .orElseThrow();
        List<ScriptedEvent> lost = SCRIPT.upstream().stream()
                .filter(event -> event.partition() == run.partition()
                        && run.sequences().orElseThrow().contains(event.sequence()))
                .toList();
        assertThat(lost).hasSize(173);
        assertThat(lost).anyMatch(event -> event.headers().contains(new Header("promotion", null)));
        assertThat(lost).anyMatch(event -> event.headers().contains(new Header("promotion", Bytes.EMPTY)));
        assertThat(lost)
                .anyMatch(event -> event.headers().stream()
                                .filter(header -> header.name().equals("via"))
                                .count()
                        == 2);
    }

    @Test
    void everyKindOfFaultIsPlantedOnceExceptTheLosses() {
        var counts = new TreeMap<FindingKind, Integer>();
        TRUTH.faults().forEach(fault -> counts.merge(fault.kind(), 1, Integer::sum));
        assertThat(counts)
                .isEqualTo(new TreeMap<>(Map.of(
                        FindingKind.GAP_SEQUENCE, 4,
                        FindingKind.SILENCE, 1,
                        FindingKind.DUPLICATE, 1,
                        FindingKind.ORDER_SEQUENCE, 1,
                        FindingKind.CONTENT_MALFORMED, 1,
                        FindingKind.RATE_SPIKE, 1,
                        FindingKind.GROUP_SKIP, 1)));
        assertThat(TRUTH.faults()).allMatch(fault -> fault.stream().equals(IncidentTruth.ORDERS));
        assertThat(TRUTH.echoes()).allMatch(fault -> fault.stream().equals(IncidentTruth.UPSTREAM));
    }

    private static Optional<Told> read(ScriptedEvent event) {
        try {
            JsonNode json = JSON.readTree(event.value().toArray());
            String id = json.hasNonNull("payment")
                    ? json.get("payment").textValue()
                    : json.get("order").textValue();
            return Optional.of(new Told(
                    Integer.parseInt(id.split("-")[1]),
                    json.get("seq").longValue(),
                    id,
                    Instant.parse(json.get("time").textValue()).toEpochMilli()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Integer, List<ScriptedEvent>> byPartition(List<ScriptedEvent> events) {
        var partitions = new TreeMap<Integer, List<ScriptedEvent>>();
        events.forEach(event -> partitions
                .computeIfAbsent(event.partition(), partition -> new ArrayList<>())
                .add(event));
        return partitions;
    }

    private static List<ScriptedEvent> committedPayments() {
        return SCRIPT.payments().stream()
                .filter(PaymentTransaction::committed)
                .flatMap(transaction -> transaction.events().stream())
                .toList();
    }

    private static List<ScriptedEvent> lastOfEachKey() {
        var last = new HashMap<Bytes, ScriptedEvent>();
        SCRIPT.customers().forEach(event -> last.put(event.key(), event));
        return SCRIPT.customers().stream()
                .filter(event -> event == last.get(event.key()))
                .toList();
    }

    private static List<TimeSpan> silences(String stream, List<ScriptedEvent> events) {
        var silences = new ArrayList<TimeSpan>();
        byPartition(events).forEach((partition, inPartition) -> {
            long[] times = inPartition.stream()
                    .mapToLong(ScriptedEvent::millis)
                    .sorted()
                    .toArray();
            assertThat(times[0] - TRUTH.span().fromMillis())
                    .as("%s starts at once", stream)
                    .isLessThan(3 * MINUTE);
            assertThat(TRUTH.span().toMillis() - times[times.length - 1]).isLessThan(3 * MINUTE);
            for (int i = 1; i < times.length; i++) {
                if (times[i] - times[i - 1] > 5 * MINUTE) {
                    silences.add(new TimeSpan(times[i - 1], times[i]));
                }
            }
        });
        return silences;
    }

    /// The highest ratio of any three minutes to what is around them, leaving out what the spike touches.
    private static double highestRatio(List<ScriptedEvent> events, TimeSpan spike, boolean spiked) {
        double highest = 0;
        TimeSpan story = TRUTH.span();
        for (long from = story.fromMillis(); from + 3 * MINUTE <= story.toMillis(); from += MINUTE) {
            var window = new TimeSpan(from, from + 3 * MINUTE);
            if (!spiked || !window.overlaps(spike)) {
                highest = Math.max(highest, ratio(events, window));
            }
        }
        return highest;
    }

    /// How far the rate in a window lies above that of the ten minutes before and after it.
    private static double ratio(List<ScriptedEvent> events, TimeSpan window) {
        long around = 10 * MINUTE;
        var before =
                new TimeSpan(Math.max(window.fromMillis() - around, TRUTH.span().fromMillis()), window.fromMillis());
        var after = new TimeSpan(
                window.toMillis(),
                Math.min(window.toMillis() + around, TRUTH.span().toMillis()));
        double neighbours =
                (count(events, before) + count(events, after)) / (double) (before.millis() + after.millis());
        return count(events, window) / (double) window.millis() / neighbours;
    }

    private static long count(List<ScriptedEvent> events, TimeSpan window) {
        return events.stream().filter(event -> window.contains(event.millis())).count();
    }

    private static List<PlantedFault> planted(FindingKind kind) {
        return TRUTH.faults().stream().filter(fault -> fault.kind() == kind).toList();
    }

    private static PlantedFault only(FindingKind kind) {
        assertThat(planted(kind)).hasSize(1);
        return planted(kind).getFirst();
    }

    private static PlantedFault echo(FindingKind kind) {
        return TRUTH.echoes().stream()
                .filter(fault -> fault.kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
