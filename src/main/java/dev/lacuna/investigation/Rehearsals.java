package dev.lacuna.investigation;

import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.replay.ReplayCheck;
import dev.lacuna.repair.replay.ReplayJob;
import dev.lacuna.repair.replay.ReplayMode;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.replay.ReplayProgress;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.repair.replay.ReplayRun;
import dev.lacuna.repair.replay.Ticks;
import dev.lacuna.sandbox.SandboxException;
import dev.lacuna.sandbox.SandboxProcess;
import dev.lacuna.sandbox.SandboxTopics;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs a plan on a broker that is made for it and thrown away: the real events, read from where they stand,
/// into a topic set up like the target. What the target would refuse is refused there, and nothing is written
/// where it counts.
final class Rehearsals {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    /// What of a topic decides which events it takes. How long it keeps them is left out: what is rehearsed is to be
    /// checked, too.
    private static final List<String> SETTINGS = List.of(
            "cleanup.policy",
            "compression.type",
            "max.message.bytes",
            "message.timestamp.type",
            "message.timestamp.before.max.ms",
            "message.timestamp.after.max.ms");

    private final String mainClass;
    private final Sources sources;
    private final Clock clock;

    /// @param mainClass the program's main class: its `sandbox` command is the broker's process
    Rehearsals(String mainClass, Sources sources, Clock clock) {
        this.mainClass = mainClass;
        this.sources = sources;
        this.clock = clock;
    }

    /// @param job with the real source and target, of which the target is only looked at
    Rehearsal run(ReplayJob job, ReplayOptions options, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException, InterruptedException, SandboxException {
        StreamInfo target = job.target().describe(job.plan().to().stream());
        context.report(ProgressSnapshot.of("Starting a broker to rehearse on", 0, 0, ""));
        try (SandboxProcess broker =
                SandboxProcess.start(mainClass, List.of("sandbox", "--until-stdin-closes"), READY_WITHIN)) {
            context.checkpoint();
            SandboxTopics.create(
                    broker.bootstrap(),
                    target.stream().name(),
                    target.partitions().size(),
                    settings(target));
            try (StreamSource sandbox = WriteGate.openOwn(SourceSpec.of("kafka://" + broker.bootstrap()), sources)) {
                var rehearsed = new ReplayJob(
                        towards(job.plan(), sandbox, target.stream().name()), job.source(), sandbox, job.reading());
                var progress = new ReplayProgress(rehearsed.plan(), ReplayMode.EXECUTE);
                ReplayReport report = new ReplayRun(clock, Ticks.system())
                        .run(rehearsed, options.acceptingHazards(), progress, context);
                return new Rehearsal(report, ReplayCheck.check(rehearsed, context));
            }
        }
    }

    private static Map<String, String> settings(StreamInfo target) {
        Map<String, String> settings = new HashMap<>(Map.of("retention.ms", "-1"));
        for (String name : SETTINGS) {
            String value = target.config().get(name);
            if (value != null) {
                settings.put(name, value);
            }
        }
        return settings;
    }

    /// The same plan into the empty topic.
    private static ReplayPlan towards(ReplayPlan plan, StreamSource sandbox, String stream) throws SourceException {
        StreamInfo there = sandbox.describe(stream);
        Map<Integer, Position> ends = new TreeMap<>();
        there.partitions().forEach(log -> ends.put(log.partition().number(), log.end()));
        return plan.towards(
                new ReplayPlan.Place(sandbox.info().name(), sandbox.info().id(), stream, there.id()), ends);
    }
}
