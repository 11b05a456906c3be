package dev.lacuna.sandbox;

import java.nio.file.Path;
import java.util.List;

/// The child's side in tests, as the command line runs it; or, with a first argument of its own, a parent or a failure.
final class SandboxChild {

    private SandboxChild() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "serve" ->
                SandboxServer.run(
                        SandboxSettings.temporary()
                                .withDataFolder(Path.of(arguments[1]))
                                .withPort(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0)
                                // one that was killed is let in again only when its last session is over
                                .withBrokerSetting("broker.session.timeout.ms", "2500")
                                .withBrokerSetting("broker.heartbeat.interval.ms", "500"),
                        SandboxServer.Preparation.NONE,
                        System.out::println,
                        System.in);
            case "parent" -> {
                var child = SandboxProcess.start(
                        SandboxChild.class.getName(), List.of("serve", arguments[1]), java.time.Duration.ofSeconds(60));
                System.out.println("child " + child.pid() + " " + child.bootstrap());
                Thread.currentThread().join(); // until killed
            }
            case "fail" -> {
                System.err.println("the disk is on fire");
                throw new IllegalStateException("so it ends");
            }
            case "hang" -> {
                System.out.println("thinking");
                Thread.currentThread().join();
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }
}
