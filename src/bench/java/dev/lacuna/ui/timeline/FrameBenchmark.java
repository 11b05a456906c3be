package dev.lacuna.ui.timeline;

import com.sun.management.ThreadMXBean;
import dev.lacuna.index.DensityIndex;
import dev.lacuna.index.Lane;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.model.Verdict;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// How long the FX thread is busy with a frame of the timeline, with a billion events in a thousand lanes:
/// `FrameBenchmark [LANES [EVENTS_PER_LANE [FRAMES]]]`. The real view stands in a real window; each pulse moves it, and
/// the time from the beginning of the pulse to its end counts, layout, painting and hand-over to the renderer included.
/// The frames of the first seconds of the process, while the compilers work beside it, are told apart.
public final class FrameBenchmark {

    private static final long DAY = 86_400_000;
    private static final long START = 1_770_000_000_000L;
    private static final int BATCH = 500;
    private static final int FINDINGS = 5_000;
    private static final int WARM_UP = 120;

    /// The first seconds after a window was opened.
    private static final int COLD = 300;

    private final int frames;
    private final Made source;
    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final FxPulse pulse = new FxPulse();
    private final TimelineModel model = new TimelineModel(Clock.systemUTC());
    private final TimelineView view = new TimelineView(model, pulse, this::submit, new Formats());

    private FrameBenchmark(Made source, int frames) {
        this.source = source;
        this.frames = frames;
    }

    public static void main(String[] args) throws InterruptedException {
        int lanes = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        int perLane = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        int frames = args.length > 2 ? Integer.parseInt(args[2]) : 600;
        long before = used();
        long began = System.nanoTime();
        var source = new Made(lanes, perLane);
        System.out.printf(
                "%,d events in %,d lanes, %,d findings; index filled in %.1f s, %,d MB%n",
                source.density.events(), lanes, FINDINGS, (System.nanoTime() - began) / 1e9, (used() - before) >> 20);
        var started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        var ended = new CountDownLatch(1);
        Platform.runLater(() -> new FrameBenchmark(source, frames).show(ended));
        ended.await();
        System.out.printf("heap in use at the end: %,d MB%n", used() >> 20);
        Runtime.getRuntime().halt(0);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private <T> void submit(Supplier<T> work, Consumer<T> onFx) {
        runner.<T>start("frame", context -> work.get())
                .onEnd(handle -> handle.result().ifPresent(answer -> pulse.post(() -> onFx.accept(answer))));
    }

    private void show(CountDownLatch ended) {
        Theme.LIGHT.apply();
        var scene = new Scene(view, 1_400, 800);
        Theme.dress(scene);
        var stage = new Stage();
        stage.setScene(scene);
        stage.show();
        view.setSource(source);
        Viewport viewport = model.viewport();
        viewport.zoomAround(0.5, 8);
        IntConsumer pan = frame -> viewport.pan(frame / 150 % 2 == 0 ? 0.01 : -0.01);
        drive(
                "pan, at first",
                0,
                COLD,
                pan,
                () -> warm("pan", pan, () -> {
                    viewport.fitAll();
                    warm("zoom", frame -> viewport.zoomAround(0.4, frame / 60 % 2 == 0 ? 0.5 : -0.5), () -> {
                        warm("scroll", frame -> viewport.scrollTo(frame / 300 % 2 == 0 ? frame * 20 : 0), () -> {
                            viewport.zoomAround(1, 12);
                            warm("live tail", this::tail, ended::countDown);
                        });
                    });
                }));
    }

    private void warm(String name, IntConsumer step, Runnable next) {
        drive(name, WARM_UP, frames, step, next);
    }

    /// New batches in every lane in sight, and about ten times a second the question what is new.
    private void tail(int frame) {
        source.append(model.lanes().inSight());
        if (frame % 6 == 0) {
            view.refresh();
        }
        model.viewport().goNewest();
    }

    /// Runs a scenario frame by frame, prints what the frames cost, and goes on. The timeline's own part is the
    /// command, layout and painting; the rest of the pulse hands over to the renderer, or waits for it.
    private void drive(String name, int warmUp, int frames, IntConsumer step, Runnable next) {
        double[] millis = new double[frames];
        double[] own = new double[frames];
        double[] busy = new double[frames];
        long[] bytes = {0};
        int[] current = {-1};
        var layout = new Meter();
        Runnable before = layout::begin;
        Runnable after = () -> {
            if (current[0] >= 0) {
                layout.end();
                own[current[0]] += layout.millis();
                busy[current[0]] += layout.cpuMillis();
                bytes[0] += layout.bytes();
            }
        };
        Scene scene = view.getScene();
        scene.addPreLayoutPulseListener(before);
        scene.addPostLayoutPulseListener(after);
        new AnimationTimer() {
            private final Meter meter = new Meter();
            private int frame = -warmUp;

            @Override
            public void handle(long now) {
                long began = System.nanoTime();
                int mine = frame++;
                meter.begin();
                step.accept(Math.max(0, mine));
                meter.end();
                current[0] = mine < frames ? mine : -1;
                if (mine >= 0 && mine < frames) {
                    own[mine] = meter.millis();
                    busy[mine] = meter.cpuMillis();
                    bytes[0] += meter.bytes();
                }
                if (mine == frames) {
                    stop();
                    scene.removePreLayoutPulseListener(before);
                    scene.removePostLayoutPulseListener(after);
                    print(name + ", the timeline's own", own);
                    print(name + ", CPU of that", busy);
                    System.out.printf("%-32s %,d KB a frame%n", name + ", made of heap", (bytes[0] / frames) >> 10);
                    print(name + ", whole pulse", millis);
                    Platform.runLater(next);
                } else if (mine >= 0) {
                    // runs when this pulse has ended
                    Platform.runLater(() -> millis[mine] = (System.nanoTime() - began) / 1e6);
                }
            }
        }.start();
    }

    private static void print(String name, double[] millis) {
        double[] sorted = Arrays.copyOf(millis, millis.length - 1);
        Arrays.sort(sorted);
        System.out.printf(
                "%-32s p50 %5.2f ms   p99 %5.2f ms   most %5.2f ms%n",
                name, sorted[sorted.length / 2], sorted[sorted.length * 99 / 100], sorted[sorted.length - 1]);
    }

    /// What the FX thread spends: of the clock, of a processor, and of the heap.
    private static final class Meter {

        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private long nanos;
        private long cpu;
        private long allocated;

        void begin() {
            allocated = -THREADS.getCurrentThreadAllocatedBytes();
            cpu = -THREADS.getCurrentThreadCpuTime();
            nanos = -System.nanoTime();
        }

        void end() {
            nanos += System.nanoTime();
            cpu += THREADS.getCurrentThreadCpuTime();
            allocated += THREADS.getCurrentThreadAllocatedBytes();
        }

        double millis() {
            return nanos / 1e6;
        }

        double cpuMillis() {
            return cpu / 1e6;
        }

        long bytes() {
            return allocated;
        }
    }

    /// A day of events, dense in every lane.
    private static final class Made implements TimelineSource {

        private final StreamRef stream = new StreamRef("kafka://benchmark:9092", "orders");
        private final DensityIndex density;
        private final List<Finding> findings = new ArrayList<>();
        private final List<StreamInfo> streams;
        private volatile long end = START + DAY;
        private final long perLane;

        Made(int lanes, int perLane) {
            this.perLane = perLane;
            List<PartitionRef> refs = new ArrayList<>();
            List<PartitionInfo> infos = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                refs.add(stream.partition(lane));
                Position until = Position.offset(perLane);
                infos.add(new PartitionInfo(stream.partition(lane), Position.offset(0), until, until));
            }
            density = new DensityIndex(refs);
            streams = List.of(new StreamInfo(
                    stream, "id", infos, Compaction.OFF, Optional.empty(), TimestampKind.CREATE, Map.of()));
            var random = new Random(7);
            for (PartitionRef ref : refs) {
                fill(density.lane(ref), random);
            }
            FindingKind[] kinds = FindingKind.values();
            for (int i = 0; i < FINDINGS; i++) {
                findings.add(finding(refs.get(random.nextInt(lanes)), kinds[random.nextInt(kinds.length)], random));
            }
        }

        private void fill(Lane lane, Random random) {
            for (long first = 0; first < perLane; first += BATCH) {
                long at = START + first * DAY / perLane + random.nextInt(2_000);
                lane.addSpread(at, at + 400, BATCH, BATCH * 200L);
                lane.placeSpread(first, first + BATCH, BATCH);
            }
            lane.lookedAt(0, perLane);
        }

        private Finding finding(PartitionRef lane, FindingKind kind, Random random) {
            long position = random.nextLong(perLane);
            long from = START + position * DAY / perLane;
            Verdict verdict = kind.id().startsWith("gap") ? Verdict.LOSS : Verdict.ANOMALY;
            return Finding.of(
                    lane,
                    kind,
                    Severity.MAJOR,
                    verdict,
                    Cause.UNKNOWN,
                    PositionRange.offsets(position, position + 1 + random.nextInt(200)),
                    OptionalLong.empty(),
                    Basis.NONE,
                    new TimeSpan(from, from + random.nextInt(120_000)),
                    new Explanation(kind.id(), "", ""),
                    Evidence.NONE,
                    Integer.toString(random.nextInt()));
        }

        void append(Iterable<PartitionRef> lanes) {
            long at = end;
            end = at + 500;
            lanes.forEach(lane -> density.lane(lane).addSpread(at, at + 499, BATCH, BATCH * 200L));
        }

        @Override
        public List<StreamInfo> streams() {
            return streams;
        }

        @Override
        public DensityIndex density() {
            return density;
        }

        @Override
        public Optional<TimeSpan> extent() {
            return Optional.of(new TimeSpan(START, end));
        }

        @Override
        public List<Finding> findings() {
            return findings;
        }

        @Override
        public Optional<Coverage> coverage(PartitionRef partition) {
            return Optional.of(new Coverage(List.of(new TimeSpan(START, end)), 1, false));
        }
    }
}
