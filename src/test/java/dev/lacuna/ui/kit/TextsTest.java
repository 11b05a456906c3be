package dev.lacuna.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Every text that a room of the window asks for is in its bundle, and every text of a bundle is asked for.
class TextsTest {

    private static final Path BUNDLES = Path.of("src/main/resources/dev/lacuna/ui");
    private static final Path SOURCES = Path.of("src/main/java/dev/lacuna/ui");
    private static final Pattern ASKED = Pattern.compile("(?i)\\btexts\\s*\\.get\\(\\s*\"([^\"]+)\"\\s*[,)]");

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(path -> path.toString().endsWith(ending)).toList();
        }
    }

    private static String code(Path bundle) throws IOException {
        var code = new StringBuilder();
        for (Path file : files(SOURCES.resolve(BUNDLES.relativize(bundle.getParent())), ".java")) {
            code.append(Files.readString(file));
        }
        for (Path file : files(bundle.resolveSibling("."), ".fxml")) {
            code.append(Files.readString(file).replaceAll("\"%([^\"]+)\"", "texts.get(\"$1\")"));
        }
        return code.toString();
    }

    private static Properties load(Path bundle) throws IOException {
        var texts = new Properties();
        try (InputStream in = Files.newInputStream(bundle)) {
            texts.load(in);
        }
        return texts;
    }

    /// A key is asked for as a whole, or by a literal prefix that ends with a dot.
    private static boolean isAsked(String code, String key) {
        if (code.contains('"' + key + '"')) {
            return true;
        }
        for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
            if (code.contains('"' + key.substring(0, dot + 1) + '"')) {
                return true;
            }
        }
        return false;
    }

    @Test
    void noTextIsMissingOrUnused() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<Path> bundles = files(BUNDLES, ".properties");
        assertThat(bundles).hasSizeGreaterThanOrEqualTo(2);
        for (Path bundle : bundles) {
            String code = code(bundle);
            Properties texts = load(bundle);
            texts.stringPropertyNames().stream()
                    .filter(key -> !isAsked(code, key))
                    .forEach(key -> wrong.add(bundle.getFileName() + ": unused " + key));
            Matcher asked = ASKED.matcher(code);
            while (asked.find()) {
                if (!texts.containsKey(asked.group(1))) {
                    wrong.add(bundle.getFileName() + ": missing " + asked.group(1));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyKeyThatIsChosenAmongSeveralExists() throws IOException {
        int asked = 0;
        try (var manager = ToolProvider.getSystemJavaCompiler()
                .getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            for (Path bundle : files(BUNDLES, ".properties")) {
                List<JavaFileObject> sources = new ArrayList<>();
                manager.getJavaFileObjectsFromPaths(
                                files(SOURCES.resolve(BUNDLES.relativize(bundle.getParent())), ".java"))
                        .forEach(sources::add);
                Set<String> keys = AskedTexts.in(sources);
                asked += keys.size();
                assertThat(load(bundle).stringPropertyNames())
                        .as(bundle.toString())
                        .containsAll(keys);
            }
        }
        assertThat(asked).isGreaterThan(500);
    }

    @Test
    void fillsInArguments() {
        assertThat(Texts.of(TextsTest.class).get("label.silence", "15 min")).isEqualTo("silence 15 min");
    }
}
