package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the launcher leaves out of the class path is not needed without a filter: the language of expressions.
class LightClassPathTest {

    @TempDir
    Path folder;

    private static URL[] withoutExpressions() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path ->
                        !path.contains("guava") && !path.replace('\\', '/').contains("/dev/cel/"))
                .map(LightClassPathTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void recordsAreReadWithoutTheLanguageOfFilters() throws Exception {
        try (var loader = new URLClassLoader(withoutExpressions(), ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass(CliFixture.class.getName());
            Constructor<?> made = type.getDeclaredConstructor(Path.class);
            made.setAccessible(true);
            try (var cli = (AutoCloseable) made.newInstance(folder.resolve("home"))) {
                Method numbers = type.getDeclaredMethod("numbers", String.class, int.class, Set.class);
                numbers.setAccessible(true);
                numbers.invoke(cli, "orders", 20, Set.of());
                Path file = folder.resolve("orders.jsonl");

                assertThat(said(cli, "--topic", "orders", CliFixture.SOURCE)).contains("code=0", "o-19");
                assertThat(said(cli, "--topic", "orders", CliFixture.SOURCE, "--count"))
                        .contains("code=0", "20");
                assertThat(said(cli, "--topic", "orders", CliFixture.SOURCE, "--diff", "0@1,0@2"))
                        .contains("code=0");
                assertThat(said(cli, "--topic", "orders", CliFixture.SOURCE, "--export", file))
                        .contains("code=0");
                assertThat(said(cli, "--read", file)).contains("code=0", "o-19");
            }
        }
    }

    private static String said(Object cli, Object... options) throws Exception {
        Object[] arguments =
                Stream.concat(Stream.of("records"), Stream.of(options)).toArray();
        Method lacuna = cli.getClass().getDeclaredMethod("lacuna", Object[].class);
        lacuna.setAccessible(true);
        return lacuna.invoke(cli, (Object) arguments).toString();
    }
}
