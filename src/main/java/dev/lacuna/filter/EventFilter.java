package dev.lacuna.filter;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.lacuna.decode.PayloadReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A condition on events, in the Common Expression Language. What it can ask for:
///
/// | name | type | is |
/// |---|---|---|
/// | `value` | any | the payload's fields as they are decoded; a text or bytes where it has none; `null`: a tombstone |
/// | `valueText` | string | the payload as it stands, where it is text |
/// | `key` | string or bytes | `null` where there is none |
/// | `headers` | map | by name, string or bytes; of several with one name the last |
/// | `partition`, `offset`, `size` | int | `size` in bytes: key, value and headers |
/// | `timestamp`, `timestampMs` | timestamp, int | the event's own, as the log keeps it |
/// | `record` | map | all of them again, as `record.value`, also by the names `keyAsText` and `valueAsText` |
///
/// Numbers of any kind can be compared with each other.
public final class EventFilter {

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(20_000)
            .build();

    static final Map<String, CelType> NAMES = names();

    /// To build them takes tenths of a second, which only those pay who filter.
    private static final class Language {
        private static final CelCompiler COMPILER = compiler();
        private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .build();

        private static CelCompiler compiler() {
            CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .setResultType(SimpleType.BOOL);
            NAMES.forEach(builder::addVar);
            return builder.build();
        }
    }

    private final String expression;
    private final CelRuntime.Program program;

    private EventFilter(String expression, CelRuntime.Program program) {
        this.expression = expression;
        this.program = program;
    }

    private static Map<String, CelType> names() {
        Map<String, CelType> names = new LinkedHashMap<>();
        names.put("value", SimpleType.DYN);
        names.put("valueText", SimpleType.DYN);
        names.put("key", SimpleType.DYN);
        names.put("headers", MapType.create(SimpleType.STRING, SimpleType.DYN));
        names.put("partition", SimpleType.INT);
        names.put("offset", SimpleType.INT);
        names.put("size", SimpleType.INT);
        names.put("timestamp", SimpleType.TIMESTAMP);
        names.put("timestampMs", SimpleType.INT);
        names.put("record", MapType.create(SimpleType.STRING, SimpleType.DYN));
        return names;
    }

    /// @throws BadFilterException saying where the expression goes wrong
    public static EventFilter compile(String expression) throws BadFilterException {
        if (expression.isBlank()) {
            throw new BadFilterException(expression, "it is empty", 0);
        }
        CelValidationResult result = Language.COMPILER.compile(expression);
        if (result.hasError()) {
            throw bad(expression, result.getErrors());
        }
        try {
            return new EventFilter(expression, Language.RUNTIME.createProgram(result.getAst()));
        } catch (CelValidationException e) {
            throw bad(expression, e.getErrors());
        } catch (CelEvaluationException e) {
            throw new BadFilterException(expression, String.valueOf(e.getMessage()), 0);
        }
    }

    private static BadFilterException bad(String expression, List<CelIssue> issues) {
        CelIssue first = issues.getFirst();
        var place = first.getSourceLocation();
        return new BadFilterException(
                expression,
                FilterWords.problem(first.getMessage()),
                FilterWords.position(expression, place.getLine(), place.getColumn()));
    }

    public String expression() {
        return expression;
    }

    /// Whoever asks one event after another; for one thread.
    ///
    /// @param payloads reads values as the stream's format says
    public Judge judge(PayloadReader payloads) {
        return new Judge(program, payloads);
    }
}
