package dev.lacuna.filter;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;

/// The Common Expression Language with some names to ask for; what it understands is true or false. To build one takes
/// tenths of a second, which only those should pay who filter.
final class Language {

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(20_000)
            .build();

    private final Map<String, CelType> names;
    private final String example;
    private final CelCompiler compiler;
    private final CelRuntime runtime;

    /// @param example an expression that works, for errors
    Language(Map<String, CelType> names, String example) {
        this.names = names;
        this.example = example;
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.BOOL);
        names.forEach(builder::addVar);
        compiler = builder.build();
        runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .build();
    }

    /// @throws BadFilterException saying where the expression goes wrong
    CelRuntime.Program program(String expression) throws BadFilterException {
        if (expression.isBlank()) {
            throw bad(expression, "it is empty", 0);
        }
        CelValidationResult result = compiler.compile(expression);
        if (result.hasError()) {
            throw bad(expression, result.getErrors());
        }
        try {
            return runtime.createProgram(result.getAst());
        } catch (CelValidationException e) {
            throw bad(expression, e.getErrors());
        } catch (CelEvaluationException e) {
            throw bad(expression, String.valueOf(e.getMessage()), 0);
        }
    }

    private BadFilterException bad(String expression, List<CelIssue> issues) {
        CelIssue first = issues.getFirst();
        var place = first.getSourceLocation();
        return bad(
                expression,
                FilterWords.problem(first.getMessage(), names.keySet()),
                FilterWords.position(expression, place.getLine(), place.getColumn()));
    }

    private BadFilterException bad(String expression, String problem, int position) {
        return new BadFilterException(expression, problem, position, example);
    }
}
