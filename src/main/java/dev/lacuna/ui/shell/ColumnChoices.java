package dev.lacuna.ui.shell;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which columns of the table of records were chosen, by topic: what a session says of the topics it holds comes before
/// what the window remembers, until somebody chooses anew.
final class ColumnChoices {

    private final WorkspaceModel workspace;
    private final Map<String, List<String>> ofSession = new HashMap<>();

    ColumnChoices(WorkspaceModel workspace) {
        this.workspace = workspace;
    }

    /// Empty where none were.
    List<String> of(String topic) {
        List<String> remembered =
                workspace.windowStateProperty().get().columns().getOrDefault(topic, List.of());
        return ofSession.getOrDefault(topic, remembered);
    }

    Map<String, List<String>> of(Collection<String> topics) {
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        for (String topic : topics) {
            if (!of(topic).isEmpty()) {
                chosen.put(topic, of(topic));
            }
        }
        return chosen;
    }

    void choose(String topic, List<String> ids) {
        ofSession.remove(topic);
        workspace.remember(workspace.windowStateProperty().get().withColumns(topic, ids));
    }

    void takeUp(Map<String, List<String>> session) {
        ofSession.clear();
        ofSession.putAll(session);
    }
}
