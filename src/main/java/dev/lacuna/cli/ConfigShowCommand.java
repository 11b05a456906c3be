package dev.lacuna.cli;

import dev.lacuna.report.SettingsReport;
import dev.lacuna.settings.Folders;
import dev.lacuna.settings.Secrets;
import dev.lacuna.settings.SettingLayers;
import dev.lacuna.settings.SettingLayers.Setting;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what is set, and on request by whom; secrets are masked.
@Command(
        name = "show",
        customSynopsis = "lacuna config show [SOURCE] [OPTIONS]",
        description = "What is set for a source: flags win over LACUNA_* variables, these over the profile.")
final class ConfigShowCommand extends CommandBody {

    @Mixin
    private SourceOptions source;

    @Option(names = "--origin", description = "Say where each value comes from.")
    private boolean origin;

    @Option(
            names = "--output",
            paramLabel = "table|jsonl|csv",
            description = "Default: table on a terminal, else jsonl.")
    private @Nullable OutputFormat output;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    ConfigShowCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        SettingLayers layers = source.layers(session()).layers();
        source.given().filter(SourceOptions::isAddress).ifPresent(uri -> layers.put("source", uri, "argument"));
        folders(layers);
        SortedMap<String, Setting> shown = layers.settings();
        shown.replaceAll((key, setting) -> new Setting(Secrets.shown(key, setting.value()), setting.origin()));
        switch (session().format(output)) {
            case CSV -> SettingsReport.writeCsv(shown, origin, session().out());
            case JSONL -> SettingsReport.writeJsonLines(shown, origin, session().out());
            case TABLE -> print(shown);
        }
        return ExitCode.DONE;
    }

    private void folders(SettingLayers layers) {
        Folders folders = session().folders();
        String by = session().environment().containsKey("LACUNA_HOME") ? "LACUNA_HOME" : "default";
        layers.put("folder.profiles", folders.profiles().toString(), by);
        layers.put("folder.state", folders.state().toString(), by);
        layers.put("file.journal", session().journal().file().toString(), by);
    }

    private void print(Map<String, Setting> shown) {
        var table = origin ? new TextTable("KEY", "VALUE", "FROM") : new TextTable("KEY", "VALUE");
        shown.forEach((key, setting) -> {
            if (origin) {
                table.row(key, setting.value(), setting.origin());
            } else {
                table.row(key, setting.value());
            }
        });
        table.print(session().out());
    }
}
