package dev.lacuna.cli;

import dev.lacuna.investigation.Bounds;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// From where to where.
final class RangeOptions {

    @Option(
            names = "--from",
            paramLabel = "BOUND",
            description = "start, end, N, +N, -N, @TIME, @-48h, or a range: 100:200, @-48h:-24h. Default: start.")
    private String from = "start";

    @Option(names = "--to", paramLabel = "BOUND", description = "The same, exclusive. Default: end.")
    private @Nullable String to;

    Bounds bounds(Clock clock) {
        return Bounds.parse(from, to, clock);
    }
}
