package dev.lacuna.cli;

import dev.lacuna.detect.Phrases;
import dev.lacuna.journal.AuditEntry;
import dev.lacuna.journal.AuditRecord;
import dev.lacuna.journal.JournalTask;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Prints what the journal holds, for people.
final class JournalOutput {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST_MESSAGE = 70;

    private JournalOutput() {}

    static void printTasks(List<JournalTask> tasks, PrintWriter out) {
        if (tasks.isEmpty()) {
            out.println("No tasks yet.");
            return;
        }
        var table = new TextTable("ID", "KIND", "STATE", "OF", "STARTED (UTC)", "TOOK", "WHO", "SAID");
        for (JournalTask task : tasks) {
            table.row(
                    Long.toString(task.id()),
                    task.kind().id(),
                    task.stateId(),
                    task.subject(),
                    TIME.format(task.started()),
                    took(task),
                    task.worker().name(),
                    shortened(said(task)));
        }
        table.print(out);
        tasks.stream().filter(JournalTask::canGoOn).forEach(task -> {
            out.println();
            printOnward(task, out);
        });
    }

    static void print(JournalTask task, PrintWriter out) {
        Map<String, String> lines = new java.util.LinkedHashMap<>();
        lines.put("Task", task.id() + " (" + task.kind().id() + "), " + task.stateId());
        lines.put("Of", task.subject());
        lines.put("From", task.source());
        lines.put("To", task.target());
        lines.put("Plan", task.planId().isEmpty() ? "" : task.planId() + ", SHA-256 " + task.planHash());
        lines.put("Its file", task.planFile());
        lines.put("By", task.worker().name() + ", process " + task.worker().pid() + ", version " + task.toolVersion());
        lines.put("Started", TIME.format(task.started()) + " UTC");
        lines.put("Last sign", TIME.format(task.updated()) + " UTC");
        lines.put("Ended", task.ended().map(end -> TIME.format(end) + " UTC").orElse(""));
        lines.put("Counts", counts(task.counts()));
        lines.put("Said", task.message());
        lines.put("Command", task.command());
        lines.forEach((name, value) -> {
            if (!value.isEmpty()) {
                out.printf(Locale.ROOT, "%-10s %s%n", name, value);
            }
        });
        if (task.canGoOn()) {
            out.println();
            printOnward(task, out);
        }
    }

    /// How it goes on: the same plan again, in which what is done stays done.
    private static void printOnward(JournalTask task, PrintWriter out) {
        String file = task.planFile();
        boolean there = !file.isEmpty() && Files.isRegularFile(Path.of(file));
        out.println("Task " + task.id() + " " + (task.interrupted() ? "was interrupted" : "ended early")
                + "; what it had committed stays. It goes on with:");
        if (there && !task.command().isEmpty()) {
            out.println("  " + task.command());
        } else if (there) {
            out.println("  lacuna run " + ShellWords.quoted(file) + " --execute");
        } else {
            String saved = "replay-" + task.planId() + ".json";
            out.println("  lacuna tasks show " + task.id() + " --save-plan " + saved);
            out.println("  lacuna run " + saved + " --execute");
        }
    }

    private static String said(JournalTask task) {
        return task.message().isEmpty() ? counts(task.counts()) : task.message();
    }

    private static String counts(Map<String, Long> counts) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(counts)
                .forEach((name, count) ->
                        parts.add(String.format(Locale.ROOT, "%s %,d", name.replace('_', ' '), count)));
        return String.join(", ", parts);
    }

    private static String took(JournalTask task) {
        Instant end = task.ended().orElse(task.updated());
        Duration time = Duration.between(task.started(), end);
        return time.isNegative() ? "" : Durations.text(Duration.ofSeconds(time.toSeconds()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE - 1) + "…";
    }

    /// A row for each write, from its beginning to its end.
    static void printTrail(List<AuditEntry> entries, PrintWriter out) {
        if (entries.isEmpty()) {
            out.println("Nothing was written yet.");
            return;
        }
        var table = new TextTable(
                "ENTRIES", "BEGUN (UTC)", "WHO", "WRITE", "PLAN", "TO", "OUTCOME", "WRITTEN", "POSITIONS");
        List<AuditEntry> left = new ArrayList<>(entries);
        while (!left.isEmpty()) {
            AuditEntry first = left.removeFirst();
            Optional<AuditEntry.Said> said = first.said();
            if (said.isEmpty()) {
                table.row(Long.toString(first.number()), "", "", "unreadable", "", "", "", "", "");
                continue;
            }
            Optional<AuditEntry> end = endOf(first, said.get().record(), left);
            end.ifPresent(left::remove);
            row(table, first, said.get(), end);
        }
        table.print(out);
    }

    private static Optional<AuditEntry> endOf(AuditEntry first, AuditRecord begun, List<AuditEntry> later) {
        if (begun.moment() != AuditRecord.Moment.BEGUN) {
            return Optional.of(first);
        }
        return later.stream()
                .filter(entry -> entry.said()
                        .map(AuditEntry.Said::record)
                        .filter(record -> record.moment() == AuditRecord.Moment.ENDED
                                && record.task() == begun.task()
                                && record.planId().equals(begun.planId()))
                        .isPresent())
                .findFirst();
    }

    private static void row(TextTable table, AuditEntry first, AuditEntry.Said begun, Optional<AuditEntry> end) {
        Optional<AuditRecord> ended = end.flatMap(AuditEntry::said).map(AuditEntry.Said::record);
        boolean alone = end.isEmpty() || end.get().number() == first.number();
        table.row(
                first.number() + (alone ? "" : "-" + end.get().number()),
                TIME.format(begun.at()),
                begun.who(),
                begun.record().kind().id(),
                begun.record().planId(),
                begun.record().subject() + " at " + begun.record().target(),
                ended.map(AuditRecord::outcome).orElse("begun, no end noted"),
                ended.map(record -> Phrases.number(record.counts().getOrDefault("written", 0L)))
                        .orElse(""),
                ended.map(AuditRecord::positions)
                        .map(positions -> String.join(
                                " ",
                                positions.entrySet().stream()
                                        .map(entry -> entry.getKey() + "@" + entry.getValue())
                                        .toList()))
                        .orElse(""));
    }
}
