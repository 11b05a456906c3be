package dev.lacuna.ui.kit;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Collects the keys that Java code asks [Texts] for as whole literals, also where it chooses among several.
final class AskedTexts extends TreeScanner<@Nullable Void, Set<String>> {

    private AskedTexts() {}

    static Set<String> in(List<? extends JavaFileObject> sources) throws IOException {
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problem -> {}, List.of("-proc:none"), null, sources);
        Set<String> keys = new TreeSet<>();
        for (CompilationUnitTree unit : task.parse()) {
            new AskedTexts().scan(unit, keys);
        }
        return keys;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, Set<String> keys) {
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("get")
                && select.getExpression() instanceof IdentifierTree receiver
                && receiver.getName().toString().equalsIgnoreCase("texts")
                && !call.getArguments().isEmpty()) {
            new Keys().scan(call.getArguments().getFirst(), keys);
        }
        return super.visitMethodInvocation(call, keys);
    }

    /// The literals that an expression may be, not those that it is put together of or decided by.
    private static final class Keys extends TreeScanner<@Nullable Void, Set<String>> {

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, Set<String> keys) {
            if (literal.getValue() instanceof String key) {
                keys.add(key);
            }
            return null;
        }

        @Override
        public @Nullable Void visitConditionalExpression(ConditionalExpressionTree choice, Set<String> keys) {
            scan(choice.getTrueExpression(), keys);
            return scan(choice.getFalseExpression(), keys);
        }

        @Override
        public @Nullable Void visitBinary(BinaryTree putTogether, Set<String> keys) {
            return null;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, Set<String> keys) {
            return null;
        }
    }
}
