package dev.lacuna.cli;

import dev.lacuna.investigation.RewindAims;
import dev.lacuna.repair.rewind.RewindAim;
import dev.lacuna.report.FindingsFile;
import dev.lacuna.report.FindingsFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a group is to go on: one of five ways to say it.
final class AimOptions {

    @Option(
            names = "--to-time",
            paramLabel = "@TIME",
            description = "At the first event at or after a time: @2026-02-14T10:00Z, @EPOCH_MS, or an age as @-2h.")
    private @Nullable String time;

    @Option(
            names = "--to-position",
            paramLabel = "POSITION",
            description = "start, end, a position, or one per partition: 0=1200,3=90.")
    private @Nullable String position;

    @Option(names = "--shift", paramLabel = "-N|+N", description = "So many positions back, or forth.")
    private @Nullable String shift;

    @Option(names = "--to-group", paramLabel = "GROUP", description = "Where another group stands.")
    private @Nullable String group;

    @Option(
            names = "--findings",
            paramLabel = "FILE",
            description = "To the beginning of what a gap report (csv or jsonl) says: skips of this group, gaps,"
                    + " wrong content.")
    private @Nullable Path findings;

    RewindAim aim(Clock clock) throws CommandException, FindingsFileException {
        long given = Stream.of(time, position, shift, group, findings)
                .filter(option -> option != null)
                .count();
        if (given != 1) {
            throw CommandException.usage(
                    "Where is the group to go on? Give one of --to-time, --to-position, --shift, --to-group, --findings.");
        }
        if (time != null) {
            return RewindAims.time(time, clock, ZoneOffset.UTC);
        }
        if (position != null) {
            return RewindAims.position(position);
        }
        if (shift != null) {
            return RewindAims.shift(shift);
        }
        if (group != null) {
            return new RewindAim.LikeGroup(group);
        }
        return new RewindAim.BeforeFindings(FindingsFile.read(Objects.requireNonNull(findings, "one was given")));
    }
}
