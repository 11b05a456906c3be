package dev.lacuna.journal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A process that writes into a journal: `FOLDER append COUNT`, or `FOLDER hang`, which begins a write, says `begun`
/// and never ends it.
final class JournalProcess {

    private JournalProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (var journal = new Journal(Path.of(arguments[0]), Clock.systemUTC(), "child")) {
            if (arguments[1].equals("append")) {
                append(journal, Integer.parseInt(arguments[2]));
            } else {
                long task = journal.begin(JournalFixture.run("plan"));
                journal.audit(JournalFixture.begun("plan"));
                journal.move(task, KeptState.RUNNING, Map.of("written", 4L), "");
                System.out.println("begun");
                System.in.read(); // until it is killed
            }
        }
    }

    private static void append(Journal journal, int count) throws JournalException {
        for (int i = 0; i < count; i++) {
            long task = journal.begin(JournalFixture.run("plan" + i));
            journal.audit(JournalFixture.begun("plan" + i));
            journal.move(task, KeptState.DONE, Map.of("written", 10L), "");
        }
    }

    static Process start(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                JournalProcess.class.getName(),
                folder.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(new File(folder.toFile(), "child.err"))
                .start();
    }
}
