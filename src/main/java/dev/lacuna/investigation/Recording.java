package dev.lacuna.investigation;

import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SavedStream;
import dev.lacuna.task.TaskRunner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A session that was read back, with its scans as if they had just ended.
public final class Recording {

    private final SavedSession session;
    private final Map<String, Scan> scans;

    private Recording(SavedSession session, Map<String, Scan> scans) {
        this.session = session;
        this.scans = scans;
    }

    /// Waits for tasks of its own, so it is called from one.
    ///
    /// @throws IllegalArgumentException where what was read does not fit together
    public static Recording of(SavedSession session, TaskRunner runner) throws Exception {
        Map<String, Scan> scans = new LinkedHashMap<>();
        for (SavedStream stream : session.streams()) {
            scans.put(stream.name(), RecordedScans.scan(stream, runner));
        }
        return new Recording(session, scans);
    }

    public SavedSession session() {
        return session;
    }

    /// Of the records those that are kept.
    RecordList list(ListRequest request) {
        return new RecordedList(session.records(), request);
    }

    public Optional<Scan> scan(String stream) {
        return Optional.ofNullable(scans.get(stream));
    }
}
