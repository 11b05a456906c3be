package dev.lacuna.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/// The command line: parses, runs one command, gives its exit code.
public final class Cli {

    private Cli() {}

    public static int run(Session session, List<String> arguments) {
        return commandLine(session).execute(arguments.toArray(String[]::new));
    }

    static CommandLine commandLine(Session session) {
        var root = new CommandLine(new OpenCommand(session));
        root.addSubcommand("open", new OpenCommand(session));
        root.addSubcommand(new DemoCommand(session));
        root.addSubcommand(new SandboxCommand(session));
        root.addSubcommand(new TopicsCommand(session));
        root.addSubcommand(new ScanCommand(session));
        root.addSubcommand(new RecordsCommand(session));
        root.addSubcommand(new CommandLine(new PlanCommand()).addSubcommand(new PlanReplayCommand(session)));
        root.addSubcommand(new RunCommand(session));
        root.addSubcommand(new VerifyCommand(session));
        root.addSubcommand(new HelpCommand());
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setOut(session.out());
        root.setErr(session.err());
        for (CommandLine command : all(root)) {
            CommandSpec spec = command.getCommandSpec();
            spec.mixinStandardHelpOptions(true).version("lacuna " + session.toolVersion());
            spec.usageMessage().width(100).abbreviateSynopsis(true);
        }
        return root;
    }

    private static List<CommandLine> all(CommandLine root) {
        var commands = new java.util.ArrayList<CommandLine>();
        commands.add(root);
        for (CommandLine sub : root.getSubcommands().values()) {
            if (!(sub.getCommand() instanceof HelpCommand)) {
                commands.addAll(all(sub));
            }
        }
        return commands;
    }

    /// Groups the commands that make plans.
    @Command(
            name = "plan",
            description = "Write a plan file; changes nothing else.",
            synopsisSubcommandLabel = "replay")
    static final class PlanCommand implements Runnable {

        @CommandLine.Spec
        private CommandSpec spec;

        @SuppressWarnings("NullAway.Init") // picocli sets it
        PlanCommand() {}

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), "Which plan? Use: lacuna plan replay …");
        }
    }
}
