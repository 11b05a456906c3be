package dev.lacuna.cli;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.source.StreamSummary;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the streams of a source.
@Command(
        name = "topics",
        customSynopsis = "lacuna topics SOURCE [OPTIONS]",
        description = "Topics, partitions, positions, retention, policy.")
final class TopicsCommand extends CommandBody {

    @Mixin
    private SourceOptions source;

    @Option(names = "--internal", description = "Internal topics too.")
    private boolean internal;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    TopicsCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        try (Investigation investigation = session().open(source.spec(session()))) {
            var table =
                    new TextTable("TOPIC", "PARTITIONS", "POSITIONS (AT MOST)", "RETENTION", "POLICY", "TIMESTAMPS");
            for (StreamSummary summary : investigation.streams()) {
                if (summary.internal() && !internal) {
                    continue;
                }
                StreamInfo stream = investigation.describe(summary.name());
                long positions = 0;
                for (PartitionInfo partition : stream.partitions()) {
                    positions += partition.range().span();
                }
                table.row(
                        summary.name(),
                        Integer.toString(summary.partitions()),
                        String.format(Locale.ROOT, "%,d", positions),
                        stream.retention().map(Durations::text).orElse(isKnown(stream) ? "unlimited" : "unknown"),
                        stream.config().getOrDefault("cleanup.policy", policyOf(stream)),
                        stream.timestamps().name().toLowerCase(Locale.ROOT));
            }
            table.print(session().out());
        }
        return ExitCode.DONE;
    }

    /// A folder without its cluster's settings doesn't tell how long it is kept.
    private static boolean isKnown(StreamInfo stream) {
        return stream.compaction() != Compaction.UNKNOWN || stream.config().containsKey("retention.ms");
    }

    private static String policyOf(StreamInfo stream) {
        return switch (stream.compaction()) {
            case ON -> "compact";
            case OFF -> "delete";
            case UNKNOWN -> "unknown";
        };
    }
}
