package dev.lacuna.sandbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/// Writes the sample incident into a broker, record by record as its script says.
public final class SampleIncident {

    /// How much of the story one flush, and so one batch per partition, may hold: a live producer lingers no longer.
    private static final long ORDER_BATCH_MILLIS = 30_000;

    private static final long UPSTREAM_BATCH_MILLIS = 60_000;

    /// Each begins a new segment, which costs files and a flush to the disk.
    private static final long CUSTOMER_BATCH_MILLIS = 600_000;

    /// No batch reaches across a pause of this length: no live producer would wait so long.
    private static final long PAUSE_MILLIS = 60_000;

    private static final Duration COMPACTION_TIMEOUT = Duration.ofSeconds(30);

    private final String bootstrap;
    private final IncidentScript script;
    private final IncidentTruth truth;

    private SampleIncident(String bootstrap, IncidentScript script) {
        this.bootstrap = bootstrap;
        this.script = script;
        this.truth = IncidentTruth.of(script);
    }

    /// Writes the incident into an empty broker, in a few seconds, and returns what is true of it. When this returns
    /// everything is committed and compaction has run.
    ///
    /// @param bootstrap `HOST:PORT` of the sandbox; never give it a cluster of any other use
    /// @param progress takes one line per finished topic, on the calling thread
    /// @throws SandboxException when a topic of the sample is there already, or the broker fails; what was written
    ///     by then stays
    public static IncidentTruth write(String bootstrap, Consumer<String> progress)
            throws SandboxException, InterruptedException {
        var incident = new SampleIncident(bootstrap, IncidentScript.standard());
        IncidentTopics.create(bootstrap, incident.truth);
        incident.writeAll(progress);
        return incident.truth;
    }

    private void writeAll(Consumer<String> progress) throws SandboxException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var jobs = new ExecutorCompletionService<TopicTruth>(threads);
            jobs.submit(() -> written(IncidentTruth.ORDERS, this::writeOrders));
            jobs.submit(() -> written(IncidentTruth.UPSTREAM, this::writeUpstream));
            jobs.submit(() -> written(IncidentTruth.PAYMENTS, this::writePayments));
            jobs.submit(() -> written(IncidentTruth.CUSTOMERS, this::writeCustomers));
            try {
                for (int i = 0; i < truth.topics().size(); i++) {
                    TopicTruth topic = jobs.take().get();
                    progress.accept(topic.name() + ": " + topic.visible() + " events");
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SandboxException expected) {
                    throw expected;
                }
                throw new IllegalStateException(e.getCause());
            } finally {
                threads.shutdownNow(); // after a failure the others need not go on
            }
        }
    }

    private TopicTruth written(String topic, Step step) throws SandboxException, InterruptedException {
        try {
            step.run();
            return truth.topic(topic);
        } catch (InterruptException e) { // how Kafka's clients pass on an interrupt
            throw new InterruptedException(e.getMessage());
        } catch (KafkaException e) {
            throw new SandboxException(
                    "The sample incident could not be written to " + topic + " on " + bootstrap + " (" + e.getMessage()
                            + "). What was written so far stays; start again with an empty data folder.",
                    e);
        }
    }

    private void writeOrders() throws SandboxException, InterruptedException {
        writeEvents(IncidentTruth.ORDERS, script.orders(), ORDER_BATCH_MILLIS);
        var ends = new TreeMap<Integer, Long>();
        script.orders().forEach(event -> ends.merge(event.partition(), 1L, Long::sum));
        new BillingGroup(bootstrap, script.skip()).live(ends);
    }

    private void writeUpstream() {
        writeEvents(IncidentTruth.UPSTREAM, script.upstream(), UPSTREAM_BATCH_MILLIS);
    }

    private void writePayments() {
        try (var producer = ScriptProducer.transactional(bootstrap, IncidentTruth.PAYMENTS, "payment-gateway")) {
            script.payments().forEach(producer::write);
        }
    }

    private void writeCustomers() throws SandboxException, InterruptedException {
        writeEvents(IncidentTruth.CUSTOMERS, script.customers(), CUSTOMER_BATCH_MILLIS);
        new CompactionWatch(bootstrap, truth.topic(IncidentTruth.CUSTOMERS)).await(COMPACTION_TIMEOUT);
    }

    private void writeEvents(String topic, List<ScriptedEvent> events, long batchMillis) {
        var producers = new HashMap<Integer, ScriptProducer>();
        try {
            long batchStartMillis = 0;
            long lastMillis = 0;
            for (ScriptedEvent event : events) {
                long millis = event.arrivalMillis();
                boolean newWriter = !producers.containsKey(event.writer());
                if (newWriter || millis - batchStartMillis > batchMillis || millis - lastMillis > PAUSE_MILLIS) {
                    producers.values().forEach(ScriptProducer::flush);
                    batchStartMillis = millis;
                }
                lastMillis = millis;
                producers
                        .computeIfAbsent(event.writer(), writer -> ScriptProducer.idempotent(bootstrap, topic))
                        .send(event);
            }
            producers.values().forEach(ScriptProducer::flush);
        } finally {
            producers.values().forEach(ScriptProducer::close);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SandboxException, InterruptedException;
    }
}
