package dev.lacuna.ui.records;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.ListRequest;
import dev.lacuna.investigation.RecordExport;
import dev.lacuna.report.RecordFormat;
import dev.lacuna.sandbox.SandboxBroker;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import jfx.incubator.scene.control.richtext.CodeArea;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// How long the records view takes to show, to jump, and to show a message of 20 MB, on a real broker, and for how long
/// at most the FX thread was busy meanwhile: `RecordsBenchmark [RECORDS]`.
public final class RecordsBenchmark {

    private static final int PARTITIONS = 6;
    private static final int LARGE = 20_000_000;

    private final FxPulse pulse = new FxPulse();
    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final Investigation investigation;
    private final AtomicLong longest = new AtomicLong();
    private RecordsView view;
    private volatile boolean watching = true;

    @SuppressWarnings("NullAway.Init") // the view is made on its thread
    private RecordsBenchmark(String bootstrap) throws Exception {
        investigation = Investigation.open(
                SourceSpec.of("kafka://" + bootstrap),
                new Sources(ServiceLoader.load(SourceProvider.class)),
                runner,
                "0");
    }

    public static void main(String[] args) throws Exception {
        int records = args.length > 0 ? Integer.parseInt(args[0]) : 3_000_000;
        try (SandboxBroker broker = SandboxBroker.start()) {
            write(broker.bootstrap(), records);
            var started = new CountDownLatch(1);
            Platform.startup(started::countDown);
            started.await();
            new RecordsBenchmark(broker.bootstrap()).run(records);
        }
        Runtime.getRuntime().halt(0); // a broker in this JVM leaves threads behind
    }

    private static void write(String bootstrap, int records) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        try (Admin admin = Admin.create(settings)) {
            Map<String, String> large = Map.of("max.message.bytes", Integer.toString(2 * LARGE), "retention.ms", "-1");
            admin.createTopics(List.of(
                            new NewTopic("many", PARTITIONS, (short) 1).configs(Map.of("retention.ms", "-1")),
                            new NewTopic("large", 1, (short) 1).configs(large)))
                    .all()
                    .get();
        }
        Map<String, Object> producing = Map.of(
                "bootstrap.servers",
                bootstrap,
                "max.request.size",
                2 * LARGE,
                "buffer.memory",
                100_000_000L,
                "linger.ms",
                20,
                "compression.type",
                "lz4",
                "batch.size",
                200_000);
        try (var producer = new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer())) {
            long start = 1_770_000_000_000L;
            for (int i = 0; i < records; i++) {
                byte[] value = ("{\"order\":" + i + ",\"amount\":" + (i * 37L % 100_000) + ",\"region\":\"eu-" + i % 7
                                + "\"}")
                        .getBytes();
                producer.send(new ProducerRecord<>(
                        "many", i % PARTITIONS, start + i * 10L, ("k" + i % 1000).getBytes(), value));
            }
            for (int i = 0; i < 6; i++) {
                producer.send(new ProducerRecord<>("large", 0, start + i, null, i % 2 == 0 ? json(i) : bytes(i)));
            }
            producer.flush();
        }
    }

    private static byte[] json(int seed) {
        var text = new StringBuilder("[");
        while (text.length() < LARGE - 100) {
            text.append("{\"id\":")
                    .append(text.length())
                    .append(",\"seed\":")
                    .append(seed)
                    .append(",\"name\":\"an order\"},");
        }
        return text.append("{}]").toString().getBytes();
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[LARGE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static <T> T on(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }

    /// From when the FX thread is asked for something until it does it.
    private void watch() {
        while (watching) {
            long asked = System.nanoTime();
            var done = new CountDownLatch(1);
            Platform.runLater(() -> {
                longest.accumulateAndGet(System.nanoTime() - asked, Math::max);
                done.countDown();
            });
            try {
                done.await();
                Thread.sleep(2);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void measure(String what, Callable<?> begin, Callable<Boolean> ended) throws Exception {
        longest.set(0);
        long start = System.nanoTime();
        on(begin);
        while (!on(ended)) {
            Thread.sleep(3);
        }
        System.out.printf(
                "%-58s %8.0f ms, FX thread busy for %5.0f ms at most%n",
                what, (System.nanoTime() - start) / 1e6, longest.get() / 1e6);
    }

    private void run(int records) throws Exception {
        view = on(() -> {
            var made = new RecordsView(pulse, new Formats());
            made.setActions(RecordActions.NONE, runner);
            Stage stage = new Stage();
            Scene scene = new Scene((Parent) made.node(), 1100, 500);
            Theme.LIGHT.apply();
            Theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            return made;
        });
        runner.beside(this::watch);
        measure("empty, to warm up", () -> load("large"), () -> view.lead().isPresent());
        measure("list of " + records + " records, first rows", () -> load("many"), () -> shows(0));
        Random random = new Random(1);
        for (int i = 0; i < 4; i++) {
            long offset = random.nextInt(records / PARTITIONS);
            int partition = random.nextInt(PARTITIONS);
            measure("go to " + partition + "@" + offset, () -> go(partition, offset), () -> shows(offset));
        }
        measure("go to the end", () -> key("END"), () -> shows(records / PARTITIONS - 1));
        measure("choose all", () -> key("ALL"), () -> true);
        EventFilter rare = EventFilter.compile("value.order == " + (records - 5));
        measure("search all for one", () -> search(rare), () -> !model().hits().isSearching());
        measure("search, stopped after 300 ms", () -> search(EventFilter.compile("value.order < 0")), this::later);
        measure("   until it has stopped", () -> stop(), () -> !model().hits().isSearching());
        measure("20 MB messages, first one's preview", () -> load("large"), () -> shows(0) && lines() > 100);
        measure("20 MB of JSON, all of it", this::showAll, () -> lines() > 400_000);
        measure("20 MB of bytes, preview", () -> key("DOWN"), () -> shows(1) && lines() < 100_000 && lines() > 2);
        measure("20 MB of bytes, all of it as hex", this::showAll, () -> lines() > 1_000_000);
        export();
        watching = false;
    }

    private void export() throws Exception {
        Path file = Files.createTempFile("records", ".jsonl");
        var ranges = investigation.resolve("many", Set.of(), Bounds.ALL);
        long start = System.nanoTime();
        var result = investigation
                .records()
                .export(new RecordExport(ranges, Optional.empty(), Optional.empty(), RecordFormat.JSON_LINES, file))
                .await();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "export as JSON Lines: %,d records in %.1f s, %,.0f/s, %,d MB%n",
                result.records(), seconds, result.records() / seconds, Files.size(file) >> 20);
        Files.delete(file);
    }

    private RecordsViewModel model() {
        return view.model();
    }

    private boolean later() {
        return model().hits().isSearching() && System.nanoTime() - searched > 300_000_000L;
    }

    private long searched;
    private String listed = "";

    private Object search(EventFilter filter) {
        searched = System.nanoTime();
        model().search(filter, runner);
        return "";
    }

    private Object stop() {
        model().hits().stop();
        return "";
    }

    private Object load(String topic) {
        listed = topic;
        view.load(runner.start(
                "list",
                context -> investigation
                        .records()
                        .list(ListRequest.of(investigation.resolve(topic, Set.of(), Bounds.ALL), Optional.empty()))
                        .await()));
        return "";
    }

    private Object go(int partition, long offset) {
        view.goToOffset(model().list().orElseThrow().ranges().get(partition).partition(), offset);
        return "";
    }

    private Object key(String key) {
        switch (key) {
            case "END" -> model().goToEnd(true);
            case "ALL" -> model().chooseAll();
            default -> model().moveBy(1, false);
        }
        return "";
    }

    private boolean shows(long offset) {
        return view.lead()
                .filter(row -> row.event().position().asOffset() == offset)
                .filter(row -> row.event().partition().stream().name().equals(listed))
                .isPresent();
    }

    private int lines() {
        CodeArea area = (CodeArea) view.node().lookup(".code-pane");
        return area == null ? 0 : area.getParagraphCount();
    }

    private Object showAll() {
        view.node().lookupAll(".cut-bar .button").forEach(button -> ((Button) button).fire());
        return "";
    }
}
