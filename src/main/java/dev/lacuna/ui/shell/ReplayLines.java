package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.DeadLetterScope;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.ui.repair.EditWish;
import dev.lacuna.ui.repair.ReplayWishes;
import dev.lacuna.ui.repair.Wish;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The command lines that plan a replay as the window does, with all that was wished. A rate is of the run and not of
/// the plan: it stands in a second line, which only reads.
///
/// @param lines with which source
record ReplayLines(CommandLines lines) {

    /// @param config client properties of the target, where that is another cluster; null for none
    String range(
            String topic,
            Set<Integer> partitions,
            Bounds bounds,
            FieldSpec fields,
            ReplayWishes wishes,
            @Nullable String config) {
        List<String> words = lines.begin(List.of("plan", "replay"), topic);
        CommandLines.limit(words, partitions, bounds);
        CommandLines.fields(words, fields);
        wishes.filter().ifPresent(filter -> add(words, "--filter", filter));
        wishes.said(Wish.SKIP_EXISTING).ifPresent(ids -> add(words, "--skip-existing", ids));
        add(words, "--to-topic", wishes.get(Wish.TO_TOPIC));
        wishes.said(Wish.TO_CLUSTER).ifPresent(cluster -> add(words, "--to-source", address(cluster)));
        if (config != null) {
            add(words, "--to-command-config", config);
        }
        copies(words, wishes);
        String plan = "replay-" + CommandLines.fileName(topic) + ".json";
        String reach = config == null ? "" : " " + CommandLines.join(List.of("--to-command-config", config));
        return with(words, plan, wishes, reach);
    }

    /// Of findings the command takes a report, so these are named by a file to be exported first.
    String findings(Optional<String> from, String topic, FieldSpec fields, ReplayWishes wishes) {
        List<String> words = lines.begin(List.of("plan", "replay"));
        add(words, "--findings", "findings.csv");
        from.ifPresent(stream -> add(words, "--topic", stream));
        CommandLines.fields(words, fields);
        add(words, "--to-topic", topic);
        copies(words, wishes);
        return with(words, "repair-" + CommandLines.fileName(topic) + ".json", wishes, "");
    }

    String redrive(String topic, String home, DeadLetterScope scope, long redrives, ReplayWishes wishes) {
        List<String> words = lines.begin(List.of("plan", "redrive"), topic);
        limit(words, scope);
        add(words, "--only", home);
        add(words, "--max-redrives", Long.toString(redrives));
        wishes.filter().ifPresent(filter -> add(words, "--filter", filter));
        copies(words, wishes);
        return with(words, "redrive-" + CommandLines.fileName(home) + ".json", wishes, "");
    }

    /// One plan for each home, too: the command sets aside only what it leaves out.
    String quarantine(String topic, String quarantine, DeadLetterScope scope, long redrives) {
        List<String> words = lines.begin(List.of("plan", "redrive"), topic);
        limit(words, scope);
        scope.filter().ifPresent(filter -> add(words, "--filter", filter));
        add(words, "--max-redrives", Long.toString(redrives));
        add(words, "--quarantine", quarantine);
        add(words, "--plan", "redrive-{topic}.json");
        return CommandLines.join(words);
    }

    private static void limit(List<String> words, DeadLetterScope scope) {
        if (!scope.bounds().equals(Bounds.ALL) || !scope.partitions().isEmpty()) {
            CommandLines.limit(words, scope.partitions(), scope.bounds());
        }
    }

    private static void copies(List<String> words, ReplayWishes wishes) {
        wishes.said(Wish.TO_PARTITION).ifPresent(rule -> add(words, "--to-partition", rule));
        if (wishes.keepsAllHeaders()) {
            words.add("--keep-all-headers");
        }
        wishes.patterns(Wish.DROP_HEADERS).forEach(pattern -> add(words, "--drop-header", pattern));
        wishes.patterns(Wish.KEEP_HEADERS).forEach(pattern -> add(words, "--keep-header", pattern));
        for (EditWish edit : wishes.givenEdits()) {
            switch (edit.kind()) {
                case RENAME_HEADER ->
                    add(
                            words,
                            "--rename-header",
                            edit.name().strip() + "=" + edit.value().strip());
                case SET_HEADER -> add(words, "--set-header", edit.name().strip() + "=" + edit.value());
                case PATCH -> add(words, "--patch", edit.value().strip());
                case SET_TIME -> add(words, "--set-time", edit.value().strip());
                case SHIFT_TIME -> add(words, "--shift-time", edit.value().strip());
            }
        }
    }

    private String with(List<String> words, String plan, ReplayWishes wishes, String reach) {
        add(words, "--plan", plan);
        List<String> rates = rates(wishes.get(Wish.RATE), wishes.get(Wish.BYTE_RATE));
        return CommandLines.join(words)
                + (rates.isEmpty() ? "" : "\n" + lines.runHere(plan, reach + " " + CommandLines.join(rates)) + "\n");
    }

    /// The options by which a run goes on as it began.
    static String onward(ReplayOptions options, Optional<ReplayBases.Elsewhere> elsewhere) {
        List<String> words = new ArrayList<>();
        elsewhere
                .map(ReplayBases.Elsewhere::configFile)
                .filter(file -> !file.isEmpty())
                .ifPresent(file -> add(words, "--to-command-config", file));
        words.addAll(rates(number(options.eventsPerSecond()), number(options.bytesPerSecond())));
        return words.isEmpty() ? "" : " " + CommandLines.join(words);
    }

    private static String number(double rate) {
        return rate == 0 ? "" : BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString();
    }

    private static List<String> rates(String events, String bytes) {
        List<String> words = new ArrayList<>();
        if (!events.isEmpty()) {
            add(words, "--rate", events);
        }
        if (!bytes.isEmpty()) {
            add(words, "--byte-rate", bytes);
        }
        return words;
    }

    private static String address(String cluster) {
        return cluster.contains("://") || cluster.startsWith("segments:") ? cluster : "kafka://" + cluster;
    }

    /// What begins like an option must hang on its own one.
    private static void add(List<String> words, String option, String value) {
        if (value.startsWith("-")) {
            words.add(option + "=" + value);
        } else {
            words.add(option);
            words.add(value);
        }
    }
}
