package dev.lacuna.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A broker in a process of its own that can die, by a kill or of a log it can't write, and be started again on its old
/// folder and port.
public final class MortalBroker implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Path folder;
    private SandboxProcess process;

    private MortalBroker(Path folder, SandboxProcess process) {
        this.folder = folder;
        this.process = process;
    }

    public static MortalBroker start(Path folder) throws Exception {
        return new MortalBroker(folder, start(folder, "0"));
    }

    private static SandboxProcess start(Path folder, String port) throws Exception {
        return SandboxProcess.start(SandboxChild.class.getName(), List.of("serve", folder.toString(), port), LONG);
    }

    public String bootstrap() {
        return process.bootstrap();
    }

    /// Ends it as a crash of its machine would; it closes no file.
    public void kill() throws Exception {
        var handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.destroyForcibly();
        awaitDeath();
    }

    public void awaitDeath() throws Exception {
        var handle = ProcessHandle.of(process.pid());
        if (handle.isPresent()) {
            handle.get().onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
        process.close();
    }

    /// Stops it in order, so that it is known what it closes.
    public void stop() {
        process.close();
    }

    public void startAgain() throws Exception {
        String bootstrap = bootstrap();
        process = start(folder, bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
    }

    /// Lets no file grow beyond that many bytes: the system refuses what would be written behind, as it does where a
    /// disk is full. The limit goes with the process.
    ///
    /// @return whether this system can do that
    public boolean limitFiles(long bytes) throws Exception {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        Process limiting = new ProcessBuilder("prlimit", "--pid", "" + process.pid(), "--fsize=" + bytes + ":unlimited")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return limiting.waitFor() == 0;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.close();
    }
}
