package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamSummary;
import java.util.List;

/// An open source and what lists show of it.
///
/// @param spec how it was reached
/// @param configFile the client properties that were used, for command lines; empty for none
/// @param name short, for people: `127.0.0.1:9092`
/// @param close lets go of it; may block
record Connection(
        Investigation investigation,
        SourceSpec spec,
        String configFile,
        String name,
        List<StreamSummary> streams,
        Runnable close) {

    Connection {
        streams = List.copyOf(streams);
    }

    static String shortName(String uri) {
        int scheme = uri.indexOf("://");
        return scheme < 0 ? uri : uri.substring(scheme + 3);
    }

    String uri() {
        return investigation.source().name();
    }

    CommandLines commands() {
        return new CommandLines(uri(), configFile);
    }

    boolean isReadOnly() {
        return investigation.isReadOnly();
    }

    Connection withStreams(List<StreamSummary> newStreams) {
        return new Connection(investigation, spec, configFile, name, newStreams, close);
    }
}
