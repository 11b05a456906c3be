package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Bound;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.repair.rewind.RewindAim;
import dev.lacuna.source.SourceWords;
import dev.lacuna.ui.records.RecordActions;
import dev.lacuna.ui.repair.ReplayWishes;
import dev.lacuna.ui.repair.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The command lines that do what the window does, ready for a shell.
///
/// @param source the source's address
/// @param named how it was named, which brings along what an address does not
record CommandLines(String source, SourceWords named) {

    private static final String KAFKA = "kafka://";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    CommandLines(String source, String configFile) {
        this(source, SourceWords.ofFile(configFile));
    }

    /// @param partitions only these; empty means all
    String scan(String topic, Set<Integer> partitions, Bounds bounds, Depth depth, FieldSpec fields) {
        List<String> words = command("scan", topic, partitions, bounds);
        return line(words, depth, fields);
    }

    /// Everything that is kept of a topic.
    String scan(String topic, Depth depth, FieldSpec fields) {
        return line(begin(List.of("scan"), topic), depth, fields);
    }

    private String line(List<String> words, Depth depth, FieldSpec fields) {
        add(words, "--depth", depth.name().toLowerCase(Locale.ROOT));
        if (depth == Depth.RECORDS) {
            fields(words, fields);
        }
        return join(words);
    }

    static void fields(List<String> words, FieldSpec fields) {
        fields.sequence().ifPresent(extractor -> add(words, "--sequence", extractor));
        fields.sequencePer().ifPresent(extractor -> add(words, "--sequence-per", extractor));
        fields.id().ifPresent(extractor -> add(words, "--id", extractor));
        fields.eventTime().ifPresent(extractor -> add(words, "--event-time", extractor));
        if (fields.format() != PayloadFormat.AUTO && fields.format() != PayloadFormat.JSON) {
            add(words, "--format", fields.format().id());
        }
    }

    /// Those that plan replays.
    ReplayLines replays() {
        return new ReplayLines(this);
    }

    /// Opens the window where somebody looked.
    ///
    /// @param at as *Go to* takes it: `2@4120`, `2026-03-14T08:23:11.482Z`, `finding:9d1c…`
    String open(String topic, String at) {
        List<String> words = begin(List.of("open"), topic);
        add(words, "--at", at);
        return join(words);
    }

    String records(String topic, Set<Integer> partitions, Bounds bounds) {
        return join(command("records", topic, partitions, bounds));
    }

    String records(String topic, Set<Integer> partitions, Bounds bounds, Optional<String> filter) {
        List<String> words = command("records", topic, partitions, bounds);
        filter.ifPresent(expression -> add(words, "--filter", expression));
        return join(words);
    }

    /// One record, by a tool that others have at hand.
    String other(RecordActions.OtherTool tool, String topic, int partition, long offset) {
        String servers = source.startsWith(KAFKA) ? source.substring(KAFKA.length()) : source;
        String number = Integer.toString(partition);
        String from = Long.toString(offset);
        List<String> words = new ArrayList<>(
                switch (tool) {
                    case KCAT -> List.of("kcat", "-C", "-b", servers);
                    case CONSOLE_CONSUMER -> List.of("kafka-console-consumer.sh", "--bootstrap-server", servers);
                });
        if (!named.configFile().isEmpty()) {
            add(words, tool == RecordActions.OtherTool.KCAT ? "-F" : "--command-config", named.configFile());
        }
        words.addAll(
                switch (tool) {
                    case KCAT -> List.of("-t", topic, "-p", number, "-o", from, "-c", "1", "-e", "-J");
                    case CONSOLE_CONSUMER ->
                        List.of(
                                "--topic",
                                topic,
                                "--partition",
                                number,
                                "--offset",
                                from,
                                "--max-messages",
                                "1",
                                "--formatter-property",
                                "print.key=true",
                                "--formatter-property",
                                "print.headers=true");
                });
        return join(words);
    }

    String planReplay(String topic, Set<Integer> partitions, Bounds bounds, String toTopic) {
        return replays()
                .range(
                        topic,
                        partitions,
                        bounds,
                        FieldSpec.NONE,
                        ReplayWishes.USUAL.with(Wish.TO_TOPIC, toTopic),
                        null);
    }

    /// Runs a plan, for real.
    static String run(String planFile) {
        return join(List.of("lacuna", "run", planFile, "--execute"));
    }

    /// The same with what it takes to connect.
    String runHere(String planFile) {
        return runHere(planFile, " --execute");
    }

    /// @param options at the end, as ` --execute`
    String runHere(String planFile, String options) {
        List<String> words = new ArrayList<>(List.of("lacuna", "run", planFile));
        if (!named.profile().isEmpty()) {
            add(words, "--profile", named.profile());
        }
        connect(words);
        return join(words) + options;
    }

    /// Of findings the command takes a report, so these are named by a file to be exported first.
    String planRewind(String group, Optional<String> stream, RewindAim aim) {
        List<String> words = begin(List.of("plan", "rewind"));
        stream.ifPresent(topic -> add(words, "--topic", topic));
        add(words, "--group", group);
        switch (aim) {
            case RewindAim.AtTime time -> add(words, "--to-time", "@" + Instant.ofEpochMilli(time.millis()));
            case RewindAim.AtStart start -> add(words, "--to-position", start.words());
            case RewindAim.AtEnd end -> add(words, "--to-position", end.words());
            case RewindAim.At at -> add(words, "--to-position", Long.toString(at.position()));
            case RewindAim.InEach each -> add(words, "--to-position", each.list());
            case RewindAim.By by -> add(words, "--shift", (by.positions() > 0 ? "+" : "") + by.positions());
            case RewindAim.LikeGroup like -> add(words, "--to-group", like.group());
            case RewindAim.BeforeFindings found -> add(words, "--findings", "findings.csv");
        }
        add(words, "--plan", "rewind-" + fileName(group) + ".json");
        return join(words);
    }

    private List<String> command(String name, String topic, Set<Integer> partitions, Bounds bounds) {
        List<String> words = begin(List.of(name), topic);
        limit(words, partitions, bounds);
        return words;
    }

    /// A name as it may stand in a file's.
    static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    List<String> begin(List<String> command, String topic) {
        List<String> words = begin(command);
        add(words, "--topic", topic);
        return words;
    }

    List<String> begin(List<String> command) {
        List<String> words = new ArrayList<>(List.of("lacuna"));
        words.addAll(command);
        words.add(named.profile().isEmpty() ? source : named.profile());
        connect(words);
        return words;
    }

    private void connect(List<String> words) {
        if (!named.configFile().isEmpty()) {
            add(words, "--command-config", named.configFile());
        }
        words.addAll(named.payloads());
    }

    static void limit(List<String> words, Set<Integer> partitions, Bounds bounds) {
        if (!partitions.isEmpty()) {
            add(words, "--partitions", ranges(partitions));
        }
        add(words, "--from", word(bounds.from()));
        add(words, "--to", word(bounds.to()));
    }

    /// A bound as the command line takes it.
    static String word(Bound bound) {
        return bound.text();
    }

    private static void add(List<String> words, String option, String value) {
        words.add(option);
        words.add(value);
    }

    /// `0,3-5`
    static String ranges(Set<Integer> numbers) {
        List<String> parts = new ArrayList<>();
        Integer[] sorted = new TreeSet<>(numbers).toArray(Integer[]::new);
        int first = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[i - 1] + 1) {
                int from = sorted[first];
                int to = sorted[i - 1];
                parts.add(from == to ? Integer.toString(from) : from + "-" + to);
                first = i;
            }
        }
        return String.join(",", parts);
    }

    static String join(List<String> words) {
        return String.join(" ", words.stream().map(CommandLines::quoted).toList());
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
