package dev.lacuna.filter;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Position;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A condition on findings: either words that a finding's line must all hold, or an expression as for events,
/// with these names. `=`, `and`, `or` and `not` are understood, and ids need no quotes: `verdict = loss or
/// partition = 2`.
///
/// | name | type | is |
/// |---|---|---|
/// | `kind`, `verdict`, `severity`, `cause`, `status` | string | the ids of the report |
/// | `stream`, `group` | string | `group` is empty where no group is concerned |
/// | `partition`, `missing` | int | `missing` is 0 where nothing is, or nobody can say |
/// | `from`, `to` | int | offsets as in the report; -1 where a stream has none |
/// | `start`, `end` | timestamp | |
/// | `seconds` | double | from start to end |
/// | `evidence` | map | its facts by name |
/// | `text` | string | the whole line |
///
/// Any number of threads may ask it.
public final class FindingFilter implements Predicate<Finding> {

    /// Signs that no plain words hold.
    private static final Pattern SIGNS = Pattern.compile("[=<>!&|()'\"\\[\\]?:]");

    private static final Map<String, CelType> NAMES = names();
    private static final Map<String, List<String>> VALUES = values();
    private static final Set<String> IDS = ids();

    /// An id that something is compared with, in quotes or not.
    private static final Pattern COMPARED = Pattern.compile("(?<![\\w.'\"])(?<name>kind|verdict|severity|cause|status)"
            + "\\s*[!=]?=\\s*(?<quote>['\"]?)(?<id>[A-Za-z][A-Za-z.-]*)\\k<quote>(?![\\w(])");

    private static final String EXAMPLE = "verdict = loss or partition = 2";

    /// Made when the first filter is.
    private static final class Findings {
        private static final Language LANGUAGE = new Language(NAMES, EXAMPLE);
    }

    private final String typed;
    private final Predicate<Finding> condition;

    private FindingFilter(String typed, Predicate<Finding> condition) {
        this.typed = typed;
        this.condition = condition;
    }

    private static Map<String, CelType> names() {
        Map<String, CelType> names = new LinkedHashMap<>();
        for (String text : List.of("kind", "verdict", "severity", "cause", "status", "stream", "group", "text")) {
            names.put(text, SimpleType.STRING);
        }
        for (String number : List.of("partition", "missing", "from", "to")) {
            names.put(number, SimpleType.INT);
        }
        names.put("start", SimpleType.TIMESTAMP);
        names.put("end", SimpleType.TIMESTAMP);
        names.put("seconds", SimpleType.DOUBLE);
        names.put("evidence", MapType.create(SimpleType.STRING, SimpleType.DYN));
        return names;
    }

    private static Map<String, List<String>> values() {
        return Map.of(
                "kind", Arrays.stream(FindingKind.values()).map(FindingKind::id).toList(),
                "verdict", Arrays.stream(Verdict.values()).map(Verdict::id).toList(),
                "severity", Arrays.stream(Severity.values()).map(Severity::id).toList(),
                "cause", Arrays.stream(Cause.values()).map(Cause::id).toList(),
                "status",
                        Arrays.stream(FindingStatus.values())
                                .map(FindingStatus::id)
                                .toList());
    }

    private static Set<String> ids() {
        return VALUES.values().stream()
                .flatMap(List::stream)
                .filter(id -> !NAMES.containsKey(id))
                .collect(Collectors.toSet());
    }

    /// @param typed nothing takes all findings
    /// @param line what is to be read of a finding in words
    /// @throws BadFilterException saying where the expression goes wrong
    public static FindingFilter compile(String typed, Function<Finding, String> line) throws BadFilterException {
        if (SIGNS.matcher(typed).find()) {
            return new FindingFilter(typed, expression(typed, line));
        }
        List<String> words = Arrays.stream(lower(typed).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return new FindingFilter(typed, words.isEmpty() ? finding -> true : finding -> holds(finding, line, words));
    }

    private static boolean holds(Finding finding, Function<Finding, String> line, List<String> words) {
        String all = lower(String.join(
                "\n",
                line.apply(finding),
                finding.kind().id(),
                finding.verdict().id(),
                finding.severity().id(),
                finding.cause().id(),
                finding.partition().toString(),
                finding.explanation().summary(),
                finding.explanation().explanation()));
        return words.stream().allMatch(all::contains);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Predicate<Finding> expression(String typed, Function<Finding, String> line)
            throws BadFilterException {
        checkIds(typed);
        var wording = new Wording(typed, IDS);
        CelRuntime.Program program;
        try {
            program = Findings.LANGUAGE.program(wording.expression());
        } catch (BadFilterException e) {
            throw e.in(typed, wording.typedAt(e.position()));
        }
        return finding -> {
            try {
                return program.eval((String name) -> Optional.ofNullable(value(name, finding, line)))
                                instanceof Boolean answer
                        && answer;
            } catch (CelEvaluationException e) {
                return false; // it lacks a fact that the expression asks for
            }
        };
    }

    /// A slip in an id would else be a filter that takes nothing, or be told as a name that there is none of.
    private static void checkIds(String typed) throws BadFilterException {
        Matcher compared = COMPARED.matcher(typed);
        while (compared.find()) {
            List<String> known = VALUES.getOrDefault(compared.group("name"), List.of());
            String id = compared.group("id");
            if (!known.contains(id) && !NAMES.containsKey(id)) {
                throw new BadFilterException(
                        typed,
                        "there is no " + compared.group("name") + " '" + id + "'; there are "
                                + String.join(", ", known),
                        compared.start("id"),
                        EXAMPLE);
            }
        }
    }

    private static @Nullable Object value(String name, Finding finding, Function<Finding, String> line) {
        return switch (name) {
            case "kind" -> finding.kind().id();
            case "verdict" -> finding.verdict().id();
            case "severity" -> finding.severity().id();
            case "cause" -> finding.cause().id();
            case "status" -> finding.status().id();
            case "stream" -> finding.partition().stream().name();
            case "group" -> String.valueOf(finding.evidence().facts().getOrDefault("group", ""));
            case "partition" -> (long) finding.partition().number();
            case "missing" -> finding.missing().orElse(0);
            case "from" -> offset(finding.positions().from());
            case "to" -> offset(finding.positions().to());
            case "start" -> Instant.ofEpochMilli(finding.time().fromMillis());
            case "end" -> Instant.ofEpochMilli(finding.time().toMillis());
            case "seconds" -> finding.time().millis() / 1_000.0;
            case "evidence" -> finding.evidence().facts();
            case "text" -> line.apply(finding);
            default -> null;
        };
    }

    private static long offset(Position position) {
        return position.isDense() ? position.asOffset() : -1;
    }

    @Override
    public boolean test(Finding finding) {
        return condition.test(finding);
    }

    /// As it was typed.
    public String typed() {
        return typed;
    }
}
