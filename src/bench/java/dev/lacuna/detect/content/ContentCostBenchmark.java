package dev.lacuna.detect.content;

import dev.lacuna.bench.Order;
import dev.lacuna.decode.ContentCollector;
import dev.lacuna.decode.FieldReaders;
import dev.lacuna.detect.Detector;
import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.Rules;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Fields;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.model.TimestampKind;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// Prints how much processor time an event takes with all rules, and how much of that is due to the content of
/// payloads: reading it, and the rules on it. Time of the processor, not of the clock, so that other work
/// beside matters little. `main [EVENTS] [ROUNDS]`
public final class ContentCostBenchmark {

    private static final int BATCH = 500;
    private static final FieldSpec FIELDS = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.of("json:/id"), Optional.empty(), PayloadFormat.JSON);

    private ContentCostBenchmark() {}

    public static void main(String[] args) {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 400_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        compare("orders", orders(events), rounds);
        compare("orders with three measurements", measured(events), rounds);
    }

    private static void compare(String what, List<Event> events, int rounds) {
        List<Double> without = new ArrayList<>();
        List<Double> reading = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            without.add(nanos(events, false, false));
            reading.add(nanos(events, true, false));
            all.add(nanos(events, true, true));
        }
        System.out.printf(
                Locale.ROOT,
                "%s, medians of %d: all rules but those on content %.0f ns an event; content read besides %.0f; all rules %.0f;"
                        + " content adds %.1f %%%n",
                what,
                rounds,
                median(without),
                median(reading),
                median(all),
                100 * (median(all) / median(without) - 1));
    }

    private static double nanos(List<Event> events, boolean read, boolean judged) {
        FieldReader reader = FieldReaders.of(FIELDS, PayloadFormat.JSON, read ? ContentCollector.among(4) : null);
        PartitionContext context = new LogStory().hole(Integer.MAX_VALUE).context();
        List<Detector> detectors = new ArrayList<>();
        for (Rule rule : Rules.standard(FIELDS)) {
            if (judged || rule.needs() != Need.CONTENT) {
                detectors.add(rule.start(context, finding -> {}));
            }
        }
        System.gc();
        var threads = ManagementFactory.getThreadMXBean();
        long started = threads.getCurrentThreadCpuTime();
        Batch batch = batch(0);
        for (int i = 0; i < events.size(); i++) {
            if (i % BATCH == 0) {
                batch = batch(i);
                for (Detector detector : detectors) {
                    detector.batch(batch);
                }
            }
            Event event = events.get(i);
            Fields fields = reader.read(event);
            for (Detector detector : detectors) {
                detector.event(batch, event, fields);
            }
        }
        return (double) (threads.getCurrentThreadCpuTime() - started) / events.size();
    }

    private static List<Event> orders(int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(i, new Order(0, i).json()));
        }
        return events;
    }

    private static List<Event> measured(int count) {
        Random random = new Random(1);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = String.format(
                    Locale.ROOT,
                    "{\"seq\":%d,\"id\":\"%x\",\"customer\":\"c%d\",\"price\":%.2f,\"tax\":%.2f,\"weight\":%.3f,"
                            + "\"state\":\"placed\",\"currency\":\"EUR\"}",
                    i,
                    i * 0x9E37_79B9L,
                    random.nextInt(50_000),
                    Math.exp(4 + random.nextGaussian()),
                    Math.exp(2 + random.nextGaussian()),
                    Math.exp(random.nextGaussian()));
            events.add(event(i, text.getBytes(StandardCharsets.UTF_8)));
        }
        return events;
    }

    private static Event event(int at, byte[] value) {
        return new Event(
                LogStory.PARTITION,
                Position.offset(at),
                LogStory.START_MILLIS + at,
                TimestampKind.CREATE,
                null,
                Bytes.of(value),
                List.of());
    }

    private static Batch batch(int first) {
        return new Batch(
                LogStory.PARTITION,
                Position.offset(first),
                Position.offset(first + BATCH - 1),
                BATCH,
                LogStory.START_MILLIS + first,
                LogStory.START_MILLIS + first + BATCH - 1,
                TimestampKind.CREATE,
                BATCH * 120L,
                Fate.COMMITTED,
                false,
                false,
                false,
                null,
                0,
                true);
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
