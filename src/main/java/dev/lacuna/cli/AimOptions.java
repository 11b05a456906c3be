package dev.lacuna.cli;

import dev.lacuna.investigation.Bound;
import dev.lacuna.repair.rewind.RewindAim;
import dev.lacuna.report.FindingsFile;
import dev.lacuna.report.FindingsFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a group is to go on: one of five ways to say it.
final class AimOptions {

    private static final Pattern EACH = Pattern.compile("\\d{1,9}=\\d{1,18}(,\\d{1,9}=\\d{1,18})*");
    private static final String POSITION_HELP =
            "Use start, end, a position as 1200, or one per partition as 0=1200,3=90.";

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
            String text = time.startsWith("@") ? time : "@" + time;
            return new RewindAim.AtTime(((Bound.AtTime) Bound.parse(text, clock)).millis());
        }
        if (position != null) {
            return position(position.strip());
        }
        if (shift != null) {
            return new RewindAim.By(shift(shift.strip()));
        }
        if (group != null) {
            return new RewindAim.LikeGroup(group);
        }
        return new RewindAim.BeforeFindings(FindingsFile.read(Objects.requireNonNull(findings, "one was given")));
    }

    private static RewindAim position(String text) throws CommandException {
        if (text.equals("start")) {
            return new RewindAim.AtStart();
        }
        if (text.equals("end")) {
            return new RewindAim.AtEnd();
        }
        if (text.matches("\\d{1,18}")) {
            return new RewindAim.At(Long.parseLong(text));
        }
        if (!EACH.matcher(text).matches()) {
            throw CommandException.usage("'" + text + "' is no position. " + POSITION_HELP);
        }
        Map<Integer, Long> each = new TreeMap<>();
        for (String one : text.split(",", -1)) {
            int equals = one.indexOf('=');
            Integer partition = Integer.valueOf(one.substring(0, equals));
            if (each.put(partition, Long.valueOf(one.substring(equals + 1))) != null) {
                throw CommandException.usage("'" + text + "' names partition " + partition + " twice.");
            }
        }
        return new RewindAim.InEach(each);
    }

    private static long shift(String text) throws CommandException {
        if (!text.matches("[-+]\\d{1,18}") || Long.parseLong(text) == 0) {
            throw CommandException.usage("'" + text + "' is no shift. Use -100 to go back, +100 to go on.");
        }
        return Long.parseLong(text);
    }
}
