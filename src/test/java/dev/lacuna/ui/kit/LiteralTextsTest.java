package dev.lacuna.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No text that people see is a literal in the code of the window: all of them stand in the bundles.
class LiteralTextsTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/lacuna/ui");
    private static final Path RESOURCES = Path.of("src/main/resources");

    /// Names that are the same in every language: fonts, and the symbols of units.
    private static final Pattern NAMES = Pattern.compile("Theme\\.java:\\d+ .*|Formats\\.java:\\d+ \" ms\"");

    private static final Pattern FXML_TEXT = Pattern.compile(
            "\\b(text|promptText|accessibleText|accessibleHelp|title|headerText|contentText)=\"([^\"]*)\"");

    @Test
    void noTextForPeopleIsALiteral() throws IOException {
        List<Path> files = files(SOURCES, ".java");
        assertThat(files).hasSizeGreaterThan(200);
        try (var manager = ToolProvider.getSystemJavaCompiler()
                .getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<JavaFileObject> sources = new ArrayList<>();
            manager.getJavaFileObjectsFromPaths(files).forEach(sources::add);
            Set<String> keys = keys();
            assertThat(LiteralTexts.in(sources))
                    .filteredOn(found -> !NAMES.matcher(found).matches())
                    .filteredOn(found -> !keys.contains(found.replaceFirst(".* \"(.*)\"", "$1")))
                    .isEmpty();
        }
    }

    /// What is handed on to [Texts] by a method of a room's own looks like `lane.empty`, or begins like `lane.`.
    private static Set<String> keys() throws IOException {
        Set<String> keys = new HashSet<>();
        for (Path bundle : files(RESOURCES, ".properties")) {
            var texts = new Properties();
            try (InputStream in = Files.newInputStream(bundle)) {
                texts.load(in);
            }
            for (String key : texts.stringPropertyNames()) {
                if (key.contains(".")) {
                    keys.add(key);
                    keys.add(key.substring(0, key.indexOf('.') + 1));
                }
            }
        }
        return keys;
    }

    @Test
    void noFxmlHoldsATextOfItsOwn() throws IOException {
        for (Path file : files(RESOURCES, ".fxml")) {
            assertThat(fxmlTexts(Files.readString(file))).as(file.toString()).isEmpty();
        }
        assertThat(fxmlTexts("<Label text=\"%start.title\"/><Button text=\"Scan\" promptText=\"\"/>"))
                .containsExactly("text=\"Scan\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label.setText(\"loss\");",
                "label.setText(count + \" events\");",
                "label.setText(open ? \"open\" : TEXTS.get(\"closed\"));",
                "box.getChildren().add(new Label(\"loss\"));",
                "column = new TableColumn<A, B>(\"time\");",
                "Controls.describe(button, \"close\");",
                "pen.fillText(\"now\", 3, 4);",
                "field.setPromptText(TEXTS.get(\"prompt\", \"offset\"));",
                "tab.setTooltip(new Tooltip(String.join(\", \", \"one\")));",
                "String words = \"Nothing was found\";",
                "String words = count + \" of them\";",
                "String word = switch (kind) { case LOSS -> \"Loss\"; default -> \"\"; };",
                "throw new SourceException(OTHER, \"There is no such topic.\", false, null);",
            })
    void aPlantedLiteralIsFound(String statement) throws IOException {
        assertThat(LiteralTexts.in(List.of(code(statement)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label.setText(TEXTS.get(\"lane.empty\"));",
                "label.setText(texts.get(busy ? \"lane.busy\" : \"lane.empty\", name));",
                "label.setText(from + \" – \" + to);",
                "label.getStyleClass().add(\"muted\");",
                "label.setText(name.replace(\"kafka://\", \"\"));",
                "throw new IllegalStateException(\"nothing is open\");",
                "LOG.debug(\"the journal can't be asked\", e);",
                "String command = \"lacuna scan \" + name;",
                "boolean one = words.equals(\"All of it\");",
                "switch (words) { case \"All of it\": break; default: }",
            })
    void whatNobodySeesIsLetBe(String statement) throws IOException {
        assertThat(LiteralTexts.in(List.of(code(statement)))).isEmpty();
    }

    private static JavaFileObject code(String statement) {
        String code = "class Planted { @Named(\"a name\") void show() { " + statement + " } }";
        return new SimpleJavaFileObject(URI.create("string:///Planted.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
    }

    private static List<String> fxmlTexts(String fxml) {
        List<String> own = new ArrayList<>();
        Matcher text = FXML_TEXT.matcher(fxml);
        while (text.find()) {
            if (!text.group(2).isEmpty() && !text.group(2).startsWith("%")) {
                own.add(text.group());
            }
        }
        return own;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(path -> path.toString().endsWith(ending)).toList();
        }
    }
}
