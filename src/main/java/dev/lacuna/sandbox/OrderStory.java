package dev.lacuna.sandbox;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// The orders of a shop on the morning of a bad deployment: what the shop sent (`orders-upstream`), what became of it
/// in `orders`, and what was planted where.
///
/// The deployment goes out at 07:52. The bridge from upstream loses a run at once and another half an hour later,
/// cuts payloads off, and one of its producers restarts; a shard of the shop stands still for a quarter of an hour.
/// At 08:40, after the rollback, the customers of one partition come back all at once. A group that was down
/// meanwhile is set forward by hand. Two single losses before the deployment show that not all was its fault.
final class OrderStory {

    static final int PARTITIONS = 6;

    private static final double MEAN_PER_MINUTE = 33;
    private static final double HIGHEST_FACTOR = 1.6;
    private static final double[] WEIGHTS = {1.0, 0.95, 1.25, 1.05, 1.0, 0.9};
    private static final int CUSTOMERS = 1650;

    private static final int SPIKE_PARTITION = 0;
    private static final double SPIKE_FACTOR = 6;
    private static final int SILENT_PARTITION = 4;
    private static final int SKIPPED_PARTITION = 3;
    private static final long SKIPPED = 1204;

    private final TimeSpan span;
    private final TimeSpan spike;
    private final TimeSpan silence;
    private final List<PartitionStory> partitions = new ArrayList<>();
    private final List<PlantedFault> faults = new ArrayList<>();
    private final List<PlantedFault> echoes = new ArrayList<>();
    private final GroupSkip skip;

    OrderStory(long seed, TimeSpan span) {
        this.span = span;
        this.spike = window(160, 3);
        this.silence = window(116, 15);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(new PartitionStory(healthy(new Random(seed * 31 + partition), partition)));
        }
        plantLosses();
        plantDuplicates();
        plantLateEvents(new Random(seed * 31 + PARTITIONS));
        plantMalformed();
        notePassiveFaults();
        this.skip = plantSkip();
    }

    List<ScriptedEvent> orders() {
        return merged(partitions.stream().map(PartitionStory::told).toList());
    }

    List<ScriptedEvent> upstream() {
        return merged(partitions.stream().map(PartitionStory::healthy).toList());
    }

    List<PlantedFault> faults() {
        return List.copyOf(faults);
    }

    List<PlantedFault> echoes() {
        return List.copyOf(echoes);
    }

    GroupSkip skip() {
        return skip;
    }

    private List<ScriptedEvent> healthy(Random random, int partition) {
        double mean = MEAN_PER_MINUTE * WEIGHTS[partition];
        double highest = mean * HIGHEST_FACTOR * (partition == SPIKE_PARTITION ? SPIKE_FACTOR : 1);
        List<Long> times = Arrivals.draw(random, span, millis -> mean * factor(partition, millis), highest);
        var events = new ArrayList<ScriptedEvent>();
        for (long millis : times) {
            long sequence = events.size() + 1;
            String customer = Payloads.customerId(1 + random.nextInt(CUSTOMERS));
            events.add(new ScriptedEvent(
                    partition,
                    sequence,
                    millis,
                    millis,
                    0,
                    Bytes.utf8(customer),
                    Payloads.order(random, partition, sequence, millis, customer),
                    Payloads.headers(random, sequence)));
        }
        return events;
    }

    private double factor(int partition, long millis) {
        if (partition == SILENT_PARTITION && silence.contains(millis)) {
            return 0;
        }
        boolean inSpike = partition == SPIKE_PARTITION && spike.contains(millis);
        return Arrivals.morning(span, millis) * (inSpike ? SPIKE_FACTOR : 1);
    }

    private void plantLosses() {
        plantLoss(1, 31, 1, "An order never reached orders; it stands in the upstream topic.");
        plantLoss(2, 65, 1, "An order never reached orders; it stands in the upstream topic.");
        plantLoss(2, 112, 173, "The deployed bridge dropped everything of this partition while it started.");
        plantLoss(0, 141, 58, "The bridge dropped a second run, shorter than the first.");
    }

    private void plantLoss(int partition, int minute, int count, String note) {
        PartitionStory story = partitions.get(partition);
        long first = story.firstAt(window(minute, 0).fromMillis());
        var range = new SequenceRange(first, first + count - 1);
        story.lose(range);
        String title = count == 1 ? "one order lost" : count + " orders lost in a row";
        plant(title, FindingKind.GAP_SEQUENCE, Verdict.LOSS, partition, range, count, note);
    }

    private void plantDuplicates() {
        int partition = 5;
        int count = 41;
        PartitionStory story = partitions.get(partition);
        long restart = story.firstAt(window(125, 0).fromMillis());
        var range = new SequenceRange(restart - count, restart - 1);
        story.repeat(range, 1);
        plant(
                count + " orders written twice",
                FindingKind.DUPLICATE,
                Verdict.ANOMALY,
                partition,
                range,
                count,
                "A producer restarted from an old checkpoint and sent its last orders again under a new producer id.");
    }

    private void plantLateEvents(Random random) {
        int partition = 1;
        int count = 12;
        PartitionStory story = partitions.get(partition);
        long first = story.firstAt(window(134, 0).fromMillis());
        long sequence = first;
        long last = first;
        for (int i = 0; i < count; i++) {
            last = sequence;
            long toSuccessor = story.numbered(sequence + 1).millis()
                    - story.numbered(sequence).millis();
            story.delay(sequence, toSuccessor + 400 + random.nextInt(2600));
            sequence += 9 + random.nextInt(6);
        }
        plant(
                count + " orders in the wrong order",
                FindingKind.ORDER_SEQUENCE,
                Verdict.ANOMALY,
                partition,
                new SequenceRange(first, last),
                count,
                "Slow requests: each arrived a few seconds after its successors, none is missing.");
    }

    /// Extra records: the order itself follows whole, so that its number is not missing.
    private void plantMalformed() {
        int partition = 3;
        int[] minutes = {113, 118, 122};
        int[] kept = {17, 4, 12}; // bytes, all before the number: nothing of the order can be read from them
        PartitionStory story = partitions.get(partition);
        long firstMillis = Long.MAX_VALUE;
        long lastMillis = 0;
        for (int i = 0; i < minutes.length; i++) {
            ScriptedEvent whole =
                    story.numbered(story.firstAt(window(minutes[i], 0).fromMillis()));
            story.insertBefore(
                    whole.sequence(),
                    new ScriptedEvent(
                            partition,
                            0,
                            whole.millis(),
                            whole.arrivalMillis(),
                            0,
                            whole.key(),
                            whole.value().slice(0, kept[i]),
                            whole.headers()));
            firstMillis = Math.min(firstMillis, whole.millis());
            lastMillis = Math.max(lastMillis, whole.millis());
        }
        faults.add(new PlantedFault(
                minutes.length + " payloads cut off",
                FindingKind.CONTENT_MALFORMED,
                Verdict.ANOMALY,
                IncidentTruth.ORDERS,
                partition,
                Optional.empty(),
                minutes.length,
                "A broken serializer wrote the beginning of an order as a record of its own; the order itself follows.",
                new TimeSpan(firstMillis, lastMillis + 1)));
    }

    /// The spike and the silence are in what the shop sent, so upstream shows the same.
    private void notePassiveFaults() {
        PartitionStory silent = partitions.get(SILENT_PARTITION);
        long after = silent.firstAt(silence.toMillis());
        var quiet = new TimeSpan(
                silent.numbered(after - 1).millis(), silent.numbered(after).millis());
        PartitionStory crowded = partitions.get(SPIKE_PARTITION);
        var rush = new SequenceRange(crowded.firstAt(spike.fromMillis()), crowded.firstAt(spike.toMillis()) - 1);
        for (String stream : List.of(IncidentTruth.ORDERS, IncidentTruth.UPSTREAM)) {
            List<PlantedFault> list = stream.equals(IncidentTruth.ORDERS) ? faults : echoes;
            list.add(new PlantedFault(
                    "a quarter of an hour without orders",
                    FindingKind.SILENCE,
                    Verdict.SUSPECT,
                    stream,
                    SILENT_PARTITION,
                    Optional.empty(),
                    0,
                    "A shard of the shop stood still; the numbers go on afterwards, so nothing is known to be missing.",
                    quiet));
            list.add(new PlantedFault(
                    "three minutes at six times the usual rate",
                    FindingKind.RATE_SPIKE,
                    Verdict.ANOMALY,
                    stream,
                    SPIKE_PARTITION,
                    Optional.of(rush),
                    rush.count(),
                    "After the rollback the customers came back all at once.",
                    spike));
        }
    }

    private GroupSkip plantSkip() {
        PartitionStory story = partitions.get(SKIPPED_PARTITION);
        long first = story.firstAt(window(132, 0).fromMillis());
        var range = new SequenceRange(first, first + SKIPPED - 1);
        plant(
                SKIPPED + " orders never billed",
                FindingKind.GROUP_SKIP,
                Verdict.ANOMALY,
                SKIPPED_PARTITION,
                range,
                SKIPPED,
                "While " + IncidentTruth.GROUP + " was down, someone set its position forward; it went on from there."
                        + " The commits carry the time at which the sample was written, not that of the story.");
        List<ScriptedEvent> told = story.told();
        long offset = 0;
        while (told.get((int) offset).sequence() != first) {
            offset++;
        }
        return new GroupSkip(IncidentTruth.GROUP, IncidentTruth.ORDERS, SKIPPED_PARTITION, offset, offset + SKIPPED);
    }

    private void plant(
            String title,
            FindingKind kind,
            Verdict verdict,
            int partition,
            SequenceRange range,
            long count,
            String note) {
        TimeSpan times = partitions.get(partition).spanOf(range);
        faults.add(new PlantedFault(
                title, kind, verdict, IncidentTruth.ORDERS, partition, Optional.of(range), count, note, times));
    }

    private TimeSpan window(int minute, int minutes) {
        long from = span.fromMillis() + Duration.ofMinutes(minute).toMillis();
        return new TimeSpan(from, from + Duration.ofMinutes(minutes).toMillis());
    }

    private static List<ScriptedEvent> merged(List<List<ScriptedEvent>> partitions) {
        return PartitionStory.inOrderOfArrival(
                partitions.stream().flatMap(List::stream).toList());
    }
}
