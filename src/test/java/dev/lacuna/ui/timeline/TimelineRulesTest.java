package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of the timeline's rules says which test holds each: those tests are there.
class TimelineRulesTest {

    private static final Path TABLE = Path.of("src/docs/timeline-rules.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*Test)?(?:\\.(\\w+))?`");
    private static final int RULES = 19;

    private static Map<String, String> tests() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith("Test.java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }

    @Test
    void everyRuleHasATestAndEveryTestThatIsNamedExists() throws IOException {
        Map<String, String> tests = tests();
        int rules = 0;
        for (String line : Files.readAllLines(TABLE)) {
            boolean rule = line.matches("\\| \\d+ \\|.*");
            Matcher names = NAME.matcher(line);
            String type = "";
            int named = 0;
            while (names.find()) {
                type = names.group(1) == null ? type : names.group(1);
                if (type.isEmpty()) {
                    continue;
                }
                assertThat(tests).containsKey(type);
                if (names.group(2) != null) {
                    assertThat(tests.get(type)).contains("void " + names.group(2) + "(");
                }
                named++;
            }
            if (rule) {
                rules++;
                assertThat(named).as(line).isPositive();
            }
        }
        assertThat(rules).isEqualTo(RULES);
    }
}
