package dev.lacuna.cli;

import dev.lacuna.source.NearestNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/// The command line: parses, runs one command, gives its exit code.
public final class Cli {

    private static final String[] FOOTER = {
        "",
        "A first look, and a repair:",
        "  lacuna check kafka://broker-1:9092  the way there step by step: name, port, TLS, login, rights",
        "  lacuna topics kafka://broker-1:9092",
        "  lacuna scan kafka://broker-1:9092 --topic orders --sequence json:/seq --output csv > gaps.csv",
        "  lacuna plan replay kafka://broker-1:9092 --findings gaps.csv --sequence json:/seq \\",
        "      --to-topic orders --plan plan.json",
        "  lacuna run plan.json                a dry run; --execute writes",
        "  lacuna verify plan.json",
        "",
        "For whoever was not there: a page to read, and a session to open without the broker:",
        "  lacuna scan kafka://broker-1:9092 --topic orders --session incident.lacuna --report report",
        "  lacuna report incident.lacuna --html incident.html",
        "  lacuna open incident.lacuna",
        "",
        "A consumer group set back:",
        "  lacuna groups kafka://broker-1:9092 --topic orders",
        "  lacuna plan rewind kafka://broker-1:9092 --group billing --to-time @-2h --plan back.json",
        "  lacuna run back.json --execute      and back: lacuna run back.json --roll-back --execute",
        "",
        "Without a broker, from its data folder or a copy:",
        "  lacuna scan segments:/var/lib/kafka/data --topic orders",
        "",
        "Exit codes: 0 done, 1 failed, 2 usage, 3 findings and --fail-on given, 4 partial, 5 refused,",
        "130 Ctrl+C."
    };

    /// Constants of an enum as picocli lists them: people type them in lower case.
    private static final Pattern LISTED_CONSTANTS = Pattern.compile("\\[[A-Z, ]+]");

    private static final String HELP = "help";

    /// Less is refused by picocli.
    private static final int NARROWEST = 55;

    private static final int WIDEST = 100;

    private Cli() {}

    public static int run(Session session, List<String> arguments) {
        if (arguments.isEmpty()) {
            // the window, and no wait for what describes all the commands
            return new OpenCommand(session, true).call();
        }
        warmUp(session, arguments);
        int code = commandLine(session, arguments.getFirst()).execute(arguments.toArray(String[]::new));
        session.out().flush(); // what help has printed
        return code;
    }

    /// What an address among the arguments will need is loaded while they are understood.
    private static void warmUp(Session session, List<String> arguments) {
        arguments.stream()
                .filter(SourceOptions::isAddress)
                .findFirst()
                .ifPresent(address ->
                        session.runner().beside(() -> session.sources().warmUp(address)));
    }

    static CommandLine commandLine(Session session) {
        return commandLine(session, HELP);
    }

    /// @param first the first argument: where it is a command only that is described, since that takes its time
    private static CommandLine commandLine(Session session, String first) {
        var root = new CommandLine(new OpenCommand(session, true));
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        commands.put("open", () -> open(session));
        commands.put("demo", () -> new CommandLine(new DemoCommand(session)));
        commands.put("sandbox", () -> new CommandLine(new SandboxCommand(session)));
        commands.put("check", () -> new CommandLine(new CheckCommand(session)));
        commands.put("topics", () -> new CommandLine(new TopicsCommand(session)));
        commands.put("scan", () -> new CommandLine(new ScanCommand(session)));
        commands.put("records", () -> new CommandLine(new RecordsCommand(session)));
        commands.put("groups", () -> new CommandLine(new GroupsCommand(session)));
        commands.put(
                "plan",
                () -> new CommandLine(new PlanCommand())
                        .addSubcommand(new PlanReplayCommand(session))
                        .addSubcommand(new PlanRedriveCommand(session))
                        .addSubcommand(new PlanRewindCommand(session)));
        commands.put("run", () -> new CommandLine(new RunCommand(session)));
        commands.put("report", () -> new CommandLine(new ReportCommand(session)));
        commands.put("verify", () -> new CommandLine(new VerifyCommand(session)));
        commands.put(
                "tasks",
                () -> new CommandLine(new TasksCommand(session))
                        .addSubcommand(new TaskShowCommand(session))
                        .addSubcommand(new TaskWishCommand.Pause(session))
                        .addSubcommand(new TaskWishCommand.Resume(session))
                        .addSubcommand(new TaskWishCommand.Cancel(session)));
        commands.put(
                "config", () -> new CommandLine(new ConfigCommand()).addSubcommand(new ConfigShowCommand(session)));
        commands.put("audit", () -> new CommandLine(new AuditCommand(session)));
        commands.put(HELP, () -> new CommandLine(new HelpCommand()));
        boolean all = !commands.containsKey(first) || first.equals(HELP);
        commands.forEach((name, command) -> {
            if (all || name.equals(first)) {
                root.addSubcommand(name, command.get());
            }
        });
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setExpandAtFiles(false); // what begins so is a time, or a file that an option names
        root.setParameterExceptionHandler(Cli::complain);
        root.setOut(session.out());
        root.setErr(session.err());
        for (CommandLine command : all(root)) {
            CommandSpec spec = command.getCommandSpec();
            spec.mixinStandardHelpOptions(true).version("lacuna " + session.toolVersion());
            spec.usageMessage().width(width(session)).abbreviateSynopsis(true).sortOptions(false);
        }
        root.getCommandSpec().usageMessage().footer(FOOTER);
        return root;
    }

    private static CommandLine open(Session session) {
        var open = new CommandLine(new OpenCommand(session, false));
        open.getCommandSpec()
                .name("open")
                .usageMessage()
                .customSynopsis("lacuna open [SOURCE] [OPTIONS]")
                .description("The window, on a source or a session (FILE.lacuna) if one is given.");
        return open;
    }

    /// As wide as lines are read well, or as the terminal says that it is.
    private static int width(Session session) {
        String columns = session.environment().getOrDefault("COLUMNS", "");
        return columns.matches("[0-9]{1,4}") ? Math.clamp(Integer.parseInt(columns), NARROWEST, WIDEST) : WIDEST;
    }

    /// One sentence and where to read on, instead of the whole help.
    private static int complain(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String message = String.valueOf(failure.getMessage()).strip();
        String sentence = LISTED_CONSTANTS
                .matcher(message.replace("option option", "option").replace(" (case-insensitive)", ""))
                .replaceAll(constants -> constants.group().toLowerCase(Locale.ROOT));
        List<String> meant = meantCommands(command, arguments);
        if (!meant.isEmpty()) {
            sentence = "There is no command '" + arguments[0] + "'. Did you mean " + String.join(" or ", meant) + "?";
        }
        command.getErr().println("lacuna: " + sentence + (sentence.matches("(?s).*[.!?…]") ? "" : "."));
        if (meant.isEmpty() && failure instanceof CommandLine.UnmatchedArgumentException unmatched) {
            List<String> similar = unmatched.getSuggestions();
            if (!similar.isEmpty()) {
                command.getErr().println("Did you mean " + String.join(" or ", similar) + "?");
            }
        }
        command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        command.getErr().flush();
        return ExitCode.USAGE.number();
    }

    /// A mistyped command is taken for the source of a window, which takes no more arguments.
    private static List<String> meantCommands(CommandLine command, String[] arguments) {
        boolean root = command.getParent() == null;
        return root && arguments.length > 1 && arguments[0].matches("[a-z]+")
                ? NearestNames.of(arguments[0], command.getSubcommands().keySet())
                : List.of();
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

    /// Groups the commands on settings.
    @Command(name = "config", customSynopsis = "lacuna config show …", description = "What is set, and by whom.")
    static final class ConfigCommand implements Runnable {

        @CommandLine.Spec
        private CommandSpec spec;

        @SuppressWarnings("NullAway.Init") // picocli sets it
        ConfigCommand() {}

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), "Use: lacuna config show …");
        }
    }

    /// Groups the commands that make plans.
    @Command(
            name = "plan",
            customSynopsis = "lacuna plan replay|redrive|rewind …",
            description = "Write a plan file; changes nothing else.")
    static final class PlanCommand implements Runnable {

        @CommandLine.Spec
        private CommandSpec spec;

        @SuppressWarnings("NullAway.Init") // picocli sets it
        PlanCommand() {}

        @Override
        public void run() {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "Which plan? Use: lacuna plan replay …, lacuna plan redrive … or lacuna plan rewind …");
        }
    }
}
