package dev.lacuna.ui.kit;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Finds literals in Java code that are shown to people and so belong into a bundle: those that are handed to what
/// shows them, and wherever they stand those that read like a sentence, since they may get to the screen on any way.
final class LiteralTexts extends TreePathScanner<@Nullable Void, @Nullable Void> {

    /// Methods that show their arguments.
    private static final Set<String> SHOWING = Set.of(
            "setText",
            "setPromptText",
            "setAccessibleText",
            "setAccessibleHelp",
            "setAccessibleRoleDescription",
            "setTitle",
            "setHeaderText",
            "setContentText",
            "setPlaceholder",
            "fillText",
            "strokeText",
            "describe",
            "iconButton",
            "item",
            "putString");

    /// Classes whose constructors show their arguments.
    private static final Set<String> SHOWN = Set.of(
            "Label",
            "Text",
            "Button",
            "ToggleButton",
            "RadioButton",
            "CheckBox",
            "Hyperlink",
            "MenuButton",
            "SplitMenuButton",
            "Menu",
            "MenuItem",
            "CheckMenuItem",
            "RadioMenuItem",
            "Tooltip",
            "Tab",
            "TitledPane",
            "TableColumn",
            "TextField",
            "TextArea",
            "Alert",
            "ButtonType",
            "Chip");

    /// Methods whose arguments are compared, looked up or taken apart, and never shown.
    private static final Set<String> QUIET = Set.of(
            "equals",
            "equalsIgnoreCase",
            "startsWith",
            "endsWith",
            "contains",
            "indexOf",
            "lastIndexOf",
            "matches",
            "replace",
            "replaceAll",
            "replaceFirst",
            "split",
            "lookup",
            "lookupAll",
            "getResource",
            "getResourceAsStream",
            "getProperty",
            "getPseudoClass",
            "ofPattern",
            "compile",
            "setId",
            "setStyle",
            "requireNonNull");

    /// What is thrown for programmers only.
    private static final Pattern FAULT =
            Pattern.compile("(Illegal|Unsupported|Unchecked|NoSuchElement|IndexOut|Assertion).*");

    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern SENTENCE =
            Pattern.compile("(?s)(?=.*\\p{L}{2})(?=.*\\s).*|[^\\p{L}]*\\p{Lu}\\p{Ll}.*");

    /// Command lines, styles and what is put before a value in a file of properties.
    private static final Pattern FOR_MACHINES = Pattern.compile("lacuna .*|.* --?[a-z].*|.*-fx-.*|.*[a-z]=");

    private final CompilationUnitTree unit;
    private final Trees trees;
    private final List<String> found = new ArrayList<>();

    private LiteralTexts(CompilationUnitTree unit, Trees trees) {
        this.unit = unit;
        this.trees = trees;
    }

    /// Each as `File.java:12 "text"`.
    static List<String> in(List<? extends JavaFileObject> sources) throws IOException {
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problem -> {}, List.of("-proc:none"), null, sources);
        Trees trees = Trees.instance(task);
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            var texts = new LiteralTexts(unit, trees);
            texts.scan(unit, null);
            found.addAll(texts.found);
        }
        return found;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void unused) {
        if (literal.getValue() instanceof String words
                && LETTER.matcher(words).find()
                && !FOR_MACHINES.matcher(words).matches()
                && isShown(words)) {
            long line =
                    unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, literal));
            String file = unit.getSourceFile().getName();
            found.add(file.substring(file.lastIndexOf('/') + 1) + ":" + line + " \"" + words + '"');
        }
        return null;
    }

    private boolean isShown(String words) {
        TreePath path = getCurrentPath();
        while (path.getParentPath() != null) {
            Tree child = path.getLeaf();
            path = path.getParentPath();
            Optional<Boolean> decided = decide(path.getLeaf(), child);
            if (decided.isPresent()) {
                return decided.get();
            }
            if (path.getLeaf() instanceof LambdaExpressionTree) {
                break;
            }
        }
        return SENTENCE.matcher(words).matches();
    }

    /// Whether what stands there is shown; empty where that depends on what is around it.
    private static Optional<Boolean> decide(Tree place, Tree child) {
        return switch (place) {
            case MethodInvocationTree call
            when call.getArguments().contains(child) -> {
                String name = name(call.getMethodSelect());
                yield isQuiet(call, name, child) ? Optional.of(false) : shown(SHOWING, name);
            }
            case NewClassTree made
            when made.getArguments().contains(child) -> {
                String name = name(made.getIdentifier());
                yield FAULT.matcher(name).matches() ? Optional.of(false) : shown(SHOWN, name);
            }
            case MethodTree method when method.getName().contentEquals("toString") -> Optional.of(false);
            case AnnotationTree annotation -> Optional.of(false);
            case CaseTree label when label.getLabels().stream().anyMatch(child::equals) -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> shown(Set<String> names, String name) {
        return names.contains(name) ? Optional.of(true) : Optional.empty();
    }

    private static boolean isQuiet(MethodInvocationTree call, String name, Tree argument) {
        String receiver = call.getMethodSelect() instanceof MemberSelectTree select ? name(select.getExpression()) : "";
        boolean isKey = name.equals("get")
                && receiver.equalsIgnoreCase("texts")
                && call.getArguments().getFirst() == argument;
        return isKey || QUIET.contains(name) || receiver.equals("LOG");
    }

    private static String name(Tree tree) {
        return switch (tree) {
            case IdentifierTree identifier -> identifier.getName().toString();
            case MemberSelectTree select -> select.getIdentifier().toString();
            case ParameterizedTypeTree type -> name(type.getType());
            default -> "";
        };
    }
}
