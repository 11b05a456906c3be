package dev.lacuna.bench;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One run of a program as its user sees it: from the start of the process to its end.
///
/// @param seconds from start to end
/// @param output what it printed on standard output
/// @param errors what it printed on standard error
public record Run(double seconds, List<String> output, List<String> errors) {

    /// What Kafka's `bin/kafka-consumer-perf-test.sh` and the script behind it give the JVM.
    private static final List<String> KAFKA_TOOL_FLAGS = List.of(
            "-Xmx512M",
            "-server",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExplicitGCInvokesConcurrent",
            "-Djava.awt.headless=true");

    /// Kafka's own consumer benchmark with its default settings.
    public static Run perfTest(String bootstrap, String topic, long events) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(KAFKA_TOOL_FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("org.apache.kafka.tools.ConsumerPerformance", "--bootstrap-server", bootstrap));
        command.addAll(List.of("--topic", topic, "--num-records", Long.toString(events)));
        Run run = of(command);
        if (run.output().stream().anyMatch(line -> line.startsWith("WARNING"))) {
            throw new IOException("kafka-consumer-perf-test did not read all: " + run.output());
        }
        return run;
    }

    /// This program: as packaged where `mvn package` has left it, else from the class path.
    public static Run lacuna(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isPackaged()) {
            command.add(launcher().toString());
        } else {
            command.addAll(List.of(java(), "--enable-native-access=ALL-UNNAMED", "-cp"));
            command.addAll(List.of(System.getProperty("java.class.path"), "dev.lacuna.launch.Main"));
        }
        command.addAll(arguments);
        return of(command);
    }

    /// How [#lacuna] starts it, for the head of a table.
    public static String lacunaForm() {
        return isPackaged() ? launcher().toString() : "from the class path (mvn package has left no launcher)";
    }

    private static boolean isPackaged() {
        return Files.isExecutable(launcher());
    }

    private static Path launcher() {
        return Path.of(System.getProperty("bench.lacuna", "target/lacuna/bin/lacuna"));
    }

    private static Run of(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("bench", ".out");
        Path errors = Files.createTempFile("bench", ".err");
        try {
            long started = System.nanoTime();
            var builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().put("LACUNA_JAVA", java());
            int code = builder.start().waitFor();
            double seconds = (System.nanoTime() - started) / 1e9;
            var run = new Run(
                    seconds,
                    Files.readAllLines(output, Charset.defaultCharset()),
                    Files.readAllLines(errors, Charset.defaultCharset()));
            if (code != 0) {
                throw new IOException(command.getFirst() + " ended with " + code + ": " + run.errors());
            }
            return run;
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
