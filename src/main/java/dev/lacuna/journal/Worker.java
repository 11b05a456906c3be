package dev.lacuna.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A process that works, and for whom.
///
/// @param user the system's name of whoever started it
/// @param pid its number among the processes of its place
/// @param place which machine, and there which space of process numbers: only within one place does a number tell
/// @param mark tells it from another process that gets the same number later: when it was started, by a clock that
///     nobody sets
public record Worker(String user, String host, long pid, String place, String mark) {

    /// A process elsewhere can't be asked; one that works says so every few seconds.
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(90);

    private static final Path PROC = Path.of("/proc");

    /// This process.
    static Worker here() {
        long pid = ProcessHandle.current().pid();
        String host = hostName();
        return new Worker(System.getProperty("user.name", "unknown"), host, pid, place(host), mark(pid));
    }

    /// Whether it still works, for all that can be told from here.
    ///
    /// @param lastSign when it was last heard of, by the clock of its machine
    boolean isAlive(Worker reader, Instant lastSign, Instant now) {
        if (place.equals(reader.place)) {
            return !mark.isEmpty() && mark.equals(mark(pid));
        }
        // two machines' clocks differ, either way
        return Duration.between(lastSign, now).abs().compareTo(SILENCE_LIMIT) <= 0;
    }

    /// `ann@host`
    public String name() {
        return user + "@" + host;
    }

    private static String place(String host) {
        String boot = read(PROC.resolve("sys/kernel/random/boot_id"));
        String space = "";
        try {
            space = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            // no Linux: there is one space of numbers
        }
        return host + " " + boot + " " + space;
    }

    /// Empty where there is no such process.
    private static String mark(long pid) {
        String stat = read(PROC.resolve(Long.toString(pid)).resolve("stat"));
        if (!stat.isEmpty()) {
            // the name, in brackets, may hold blanks; the start is the 20th field behind it, in ticks since the boot
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            boolean gone = fields[0].equals("Z") || fields[0].equals("X");
            return gone || fields.length < 20 ? "" : "ticks " + fields[19];
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> "started "
                        + process.info()
                                .startInstant()
                                .map(Instant::getEpochSecond)
                                .orElse(0L))
                .orElse("");
    }

    private static String hostName() {
        String kernel = read(PROC.resolve("sys/kernel/hostname"));
        if (!kernel.isEmpty()) {
            return kernel;
        }
        Map<String, String> environment = System.getenv();
        return Optional.ofNullable(environment.get("COMPUTERNAME"))
                .or(() -> Optional.ofNullable(environment.get("HOSTNAME")))
                .filter(name -> !name.isBlank())
                .orElse("localhost");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException | java.io.UncheckedIOException e) {
            return "";
        }
    }
}
