package dev.lacuna.report.html;

import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.report.session.SavedRepair;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SavedStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The command lines by which somebody else comes to the same: the scans, and what was run.
final class ReportCommands {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final int MOST = 40;

    private ReportCommands() {}

    /// In the order they were done.
    static List<String> of(SavedSession session) {
        Set<String> lines = new LinkedHashSet<>();
        for (SavedStream stream : session.streams()) {
            if (stream.lanes().isEmpty()) {
                continue; // findings of a gap report: how they were found is not told there
            }
            List<SavedStream.Pass> passes = stream.passes().isEmpty()
                    ? List.of(new SavedStream.Pass("start", "end", stream.depth(), List.of()))
                    : stream.passes();
            passes.stream().limit(MOST / 2).forEach(pass -> lines.add(scan(session, stream, pass)));
        }
        for (SavedRepair repair : session.repairs()) {
            if (!repair.command().isEmpty()) {
                lines.add(repair.command());
            } else if (repair.isWrite() && !repair.planId().isEmpty()) {
                lines.add("lacuna tasks show " + repair.task() + " --save-plan plan-" + repair.planId() + ".json");
                lines.add("lacuna run plan-" + repair.planId() + ".json"
                        + (repair.kind().equals("roll-back") ? " --roll-back" : "") + " --execute");
            } else if (repair.kind().equals("verify")) {
                lines.add("lacuna verify plan-" + repair.planId() + ".json");
            }
        }
        List<String> all = new ArrayList<>(lines);
        return all.size() <= MOST ? all : all.subList(0, MOST);
    }

    private static String scan(SavedSession session, SavedStream stream, SavedStream.Pass pass) {
        String profile = session.head().profile();
        boolean file = profile.indexOf('.') >= 0;
        List<String> words = new ArrayList<>(List.of(
                "lacuna", "scan", profile.isEmpty() || file ? session.head().source() : profile));
        if (file) {
            add(words, "--command-config", profile);
        }
        add(words, "--topic", stream.name());
        if (!pass.from().equals("start") || !pass.to().equals("end")) {
            add(words, "--from", pass.from());
            add(words, "--to", pass.to());
        }
        partitions(stream).ifPresent(numbers -> add(words, "--partitions", numbers));
        add(words, "--depth", pass.depth().name().toLowerCase(Locale.ROOT));
        if (pass.depth() == Depth.RECORDS) {
            FieldSpec fields = stream.fields();
            fields.sequence().ifPresent(extractor -> add(words, "--sequence", extractor));
            fields.sequencePer().ifPresent(extractor -> add(words, "--sequence-per", extractor));
            fields.id().ifPresent(extractor -> add(words, "--id", extractor));
            fields.eventTime().ifPresent(extractor -> add(words, "--event-time", extractor));
            if (fields.format() != PayloadFormat.AUTO && fields.format() != PayloadFormat.JSON) {
                add(words, "--format", fields.format().id());
            }
        }
        return String.join(" ", words.stream().map(ReportCommands::quoted).toList());
    }

    /// Those that were asked for; empty where it was all of them.
    private static Optional<String> partitions(SavedStream stream) {
        List<Integer> looked = stream.ranges().stream()
                .map(range -> range.partition().number())
                .distinct()
                .sorted()
                .toList();
        return looked.isEmpty() || looked.size() == stream.stream().partitions().size()
                ? Optional.empty()
                : Optional.of(looked.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    private static void add(List<String> words, String option, String value) {
        words.add(option);
        words.add(value);
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
