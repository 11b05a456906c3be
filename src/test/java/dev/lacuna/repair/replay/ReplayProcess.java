package dev.lacuna.repair.replay;

import dev.lacuna.model.FieldReader;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.ProgressSnapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ServiceLoader;

/// A replay in a process of its own, that a test may kill: prints `copying` when it begins to write and `done` with its
/// counts when it has ended.
final class ReplayProcess {

    private ReplayProcess() {}

    /// @param arguments address, plan file, events a second, events a transaction
    public static void main(String[] arguments) throws Exception {
        var plan = PlanFile.read(Path.of(arguments[1]));
        var sources = new Sources(ServiceLoader.load(SourceProvider.class));
        try (var source = sources.open(SourceSpec.of(arguments[0]))) {
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
            var options = ReplayOptions.DEFAULT
                    .withRate(Double.parseDouble(arguments[2]))
                    .withEventsPerTransaction(Integer.parseInt(arguments[3]));
            ReplayReport report = new ReplayRun(Clock.systemUTC(), Ticks.system())
                    .run(
                            new ReplayJob(plan, source, source, FieldReader.none()),
                            options,
                            new ReplayProgress(plan, ReplayMode.EXECUTE),
                            context);
            System.out.println("done " + report.summary());
        }
    }
}
