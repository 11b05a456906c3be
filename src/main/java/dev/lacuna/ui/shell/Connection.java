package dev.lacuna.ui.shell;

import dev.lacuna.decode.schema.SchemaSettings;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Recording;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.SourceWords;
import dev.lacuna.source.StreamSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An open source and what lists show of it.
///
/// @param spec how it was reached
/// @param words how it was named, for command lines
/// @param name short, for people: `127.0.0.1:9092`
/// @param production the names of the production that it is; empty where it is none
/// @param close lets go of it; may block
record Connection(
        Investigation investigation,
        SourceSpec spec,
        SourceWords words,
        String name,
        List<String> production,
        List<StreamSummary> streams,
        Runnable close) {

    private static final Map<String, String> SCHEMA_OPTIONS = new TreeMap<>(Map.of(
            SchemaSettings.REGISTRY, "--schema-registry",
            SchemaSettings.FILES, "--schema-file",
            SchemaSettings.MESSAGE, "--schema-message"));

    Connection {
        production = List.copyOf(production);
        streams = List.copyOf(streams);
    }

    /// What it is called by those who have given it a name, and else by its address.
    String calledName() {
        String by = spec.access().by();
        return !production.isEmpty() ? production.getFirst() : by.isEmpty() || by.equals(uri()) ? name : by;
    }

    /// Where it stands, beside what it is called: `shop-eu, 127.0.0.1:9092`.
    String place() {
        return calledName().equals(name) ? name : calledName() + ", " + name;
    }

    static String shortName(String uri) {
        int scheme = uri.indexOf("://");
        return scheme < 0 ? uri : uri.substring(scheme + 3);
    }

    String uri() {
        return investigation.source().name();
    }

    /// What was recorded, where that is what is open: then nothing is connected.
    Optional<Recording> recording() {
        return investigation.recording();
    }

    CommandLines commands() {
        boolean byAddress = words.profile().isEmpty() && words.configFile().isEmpty();
        return new CommandLines(
                uri(), new SourceWords(words.profile(), words.configFile(), byAddress ? payloads() : words.payloads()));
    }

    /// The client properties that were used; empty for none.
    String configFile() {
        return words.configFile();
    }

    /// What was said of schemas, never what lets us in there.
    private List<String> payloads() {
        List<String> options = new ArrayList<>();
        for (var option : SCHEMA_OPTIONS.entrySet()) {
            String value = spec.properties().get(option.getKey());
            if (value != null) {
                boolean files = option.getKey().equals(SchemaSettings.FILES);
                for (String part : files ? value.split(",", -1) : new String[] {value}) {
                    options.add(option.getValue());
                    options.add(part.strip());
                }
            }
        }
        return options;
    }

    boolean isReadOnly() {
        return investigation.isReadOnly();
    }

    Connection withConfigFile(String file) {
        return new Connection(investigation, spec, SourceWords.ofFile(file), name, production, streams, close);
    }

    Connection withStreams(List<StreamSummary> newStreams) {
        return new Connection(investigation, spec, words, name, production, newStreams, close);
    }
}
