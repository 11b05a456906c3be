package dev.lacuna.cli;

import dev.lacuna.investigation.CopyWords;
import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Edit;
import dev.lacuna.model.HeaderRules;
import dev.lacuna.repair.Choices;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.replay.PartitionMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How copies differ from their originals, and in which partition they stand.
final class CopyOptions {

    @Option(
            names = "--keep-header",
            paramLabel = "PATTERN",
            description = "Keep only headers that match, as shop-*. May be given several times.")
    private List<String> keep = new ArrayList<>();

    @Option(
            names = "--drop-header",
            paramLabel = "PATTERN",
            description = "Leave out headers that match, besides those of tracers and replicators.")
    private List<String> drop = new ArrayList<>();

    @Option(
            names = "--keep-all-headers",
            description = "Keep the headers of tracers and replicators, too, which are left out by default.")
    private boolean keepAll;

    @Option(names = "--set-header", paramLabel = "NAME=VALUE", description = "Give copies this header.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--rename-header", paramLabel = "NAME=NEW", description = "Give a header another name.")
    private Map<String, String> rename = new LinkedHashMap<>();

    @Option(
            names = "--patch",
            paramLabel = "JSON|@FILE",
            description = "Change JSON payloads by a patch of RFC 6902, given here or in a file.")
    private @Nullable String patch;

    @Option(names = "--set-time", paramLabel = "TIME", description = "Give copies this timestamp (RFC 3339).")
    private @Nullable String setTime;

    @Option(
            names = "--shift-time",
            paramLabel = "DURATION",
            description = "Make timestamps later by so much, or earlier: 2h, -30m.")
    private @Nullable String shiftTime;

    @Option(
            names = "--to-partition",
            paramLabel = "keep|key|A:B,...",
            description = "Where copies stand: in the partition of the same number, by their key as Kafka's default, or"
                    + " from partition A in B. Default: keep where both topics have the same count, else key.")
    private @Nullable String toPartition;

    CopyForm form() throws CommandException {
        List<String> dropped = new ArrayList<>(keepAll ? List.of() : HeaderRules.NOT_OF_A_COPY);
        dropped.addAll(drop);
        List<Edit> edits = new ArrayList<>();
        rename.forEach((name, to) -> edits.add(new Edit.RenameHeader(name, to)));
        set.forEach((name, value) -> edits.add(new Edit.SetHeader(name, value)));
        if (patch != null) {
            edits.add(new Edit.PatchJson(patch(patch)));
        }
        if (setTime != null && shiftTime != null) {
            throw CommandException.usage("Give either --set-time or --shift-time, not both.");
        }
        if (setTime != null) {
            edits.add(new Edit.SetTime(Slips.told("--set-time", setTime, CopyWords::time)));
        }
        if (shiftTime != null) {
            edits.add(new Edit.ShiftTime(Slips.told("--shift-time", shiftTime, CopyWords::shift)));
        }
        var form = new CopyForm(new HeaderRules(keep, dropped), edits);
        try {
            Choices.check(Choice.ALL, form); // a slip is told before anything is connected to
        } catch (PlanException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        return form;
    }

    private static String patch(String given) throws CommandException {
        if (!given.startsWith("@")) {
            return given;
        }
        try {
            return Files.readString(Path.of(given.substring(1)));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "--patch names " + given.substring(1) + ", which can't be read. " + FileTrouble.told(e),
                    e);
        }
    }

    PartitionMapping mapping() throws CommandException {
        return toPartition == null
                ? new PartitionMapping.Automatic()
                : Slips.told("--to-partition", toPartition, CopyWords::mapping);
    }
}
