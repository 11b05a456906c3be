package dev.lacuna.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `model`, `index` and `detect` will run inside a Flink cluster's JVM: they keep to Java 17.
class JavaSeventeenTest {

    @TempDir
    Path out;

    @Test
    void modelIndexAndDetectCompileForJavaSeventeen() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String room : List.of("model", "index", "detect")) {
            try (Stream<Path> tree = Files.walk(Path.of("src/main/java/dev/lacuna", room))) {
                tree.filter(path -> path.toString().endsWith(".java")).forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThan(30);

        var compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try (var manager = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
            var options = List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "--should-stop=ifNoError=FLOW", // what is wrong has been said by then
                    "-d",
                    out.toString(),
                    "-cp",
                    System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            null, manager, diagnostics, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(diagnostics.getDiagnostics().stream()
                            .filter(diagnostic -> diagnostic.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                            .map(Object::toString))
                    .isEmpty();
            assertThat(compiled).isTrue();
        }
    }
}
