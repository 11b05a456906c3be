package dev.lacuna.cli;

import dev.lacuna.investigation.Bounds;
import java.time.Clock;
import picocli.CommandLine.Option;

/// From where to where.
final class RangeOptions {

    @Option(
            names = "--from",
            paramLabel = "BOUND",
            description = "start, end, N, +N, -N, @TIME, @-48h, or a range such as 100:200 or @T1:T2. Default: start.")
    private String from = "start";

    @Option(names = "--to", paramLabel = "BOUND", description = "The same, exclusive. Default: end.")
    private String to = "end";

    Bounds bounds(Clock clock) {
        return Bounds.parse(from, to, clock);
    }
}
