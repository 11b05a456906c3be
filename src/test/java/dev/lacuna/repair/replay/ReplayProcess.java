package dev.lacuna.repair.replay;

import dev.lacuna.repair.PlanFile;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.ProgressSnapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/// Replays in a process of its own, that a test may kill: prints `ready` and waits for a line, `copying` when
/// one begins to write, and for each `done` with how it ended and its counts.
final class ReplayProcess {

    private static final int MOST_ATTEMPTS = 10;

    private ReplayProcess() {}

    /// @param arguments address, and for each plan, all of which are run at once: its file, events a second, events a
    ///     transaction
    public static void main(String[] arguments) throws Exception {
        System.out.println("ready");
        if (System.in.read() < 0) {
            return; // who would have let it go is gone
        }
        StreamSource source = open(arguments[0]);
        List<Thread> runs = new ArrayList<>();
        for (int i = 1; i < arguments.length; i += 3) {
            Path file = Path.of(arguments[i]);
            ReplayOptions options = ReplayOptions.DEFAULT
                    .withRate(Double.parseDouble(arguments[i + 1]))
                    .withEventsPerTransaction(Integer.parseInt(arguments[i + 2]))
                    .acceptingHazards();
            runs.add(Thread.ofPlatform().start(() -> run(source, file, options)));
        }
        for (Thread run : runs) {
            run.join();
        }
    }

    /// As often as it takes: many processes start at once on a machine that has little to spare.
    private static StreamSource open(String address) throws Exception {
        var spec = SourceSpec.of(address).withProperties(properties());
        var sources = new Sources(ServiceLoader.load(SourceProvider.class));
        for (int attempt = 1; ; attempt++) {
            try {
                return sources.open(spec);
            } catch (SourceException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static Map<String, String> properties() {
        String timeout = System.getProperty("lacuna.kill.timeout");
        return timeout == null ? Map.of() : Map.of("transaction.timeout.ms", timeout);
    }

    private static void run(StreamSource source, Path file, ReplayOptions options) {
        try {
            var plan = PlanFile.read(file);
            var context = new FakeContext() {
                private boolean told;

                @Override
                public void report(ProgressSnapshot progress) {
                    if (!told && progress.phase().equals("Copying")) {
                        told = true;
                        System.out.println("copying");
                    }
                }
            };
            ReplayReport report = new ReplayRun(Clock.systemUTC(), Ticks.system())
                    .run(
                            new ReplayJob(plan, source, source, new KeyedReading()),
                            options,
                            new ReplayProgress(plan, ReplayMode.EXECUTE),
                            context);
            String how = report.isComplete()
                    ? "complete"
                    : report.stop().map(stop -> stop.reason().name()).orElse("partial");
            System.out.println("done " + how + " " + plan.id() + " " + report.summary());
        } catch (Exception e) {
            System.out.println("failed " + e);
        }
    }
}
