package dev.lacuna.ui.shell;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Where notes are kept from one start to the next, per source. Both methods may block.
public interface Notes {

    /// @param source the source's address
    List<Note> load(String source) throws IOException;

    /// Takes the place of all that were kept of that source.
    void save(String source, List<Note> notes) throws IOException;

    /// Keeps them as long as the program runs.
    static Notes inMemory() {
        Map<String, List<Note>> kept = new ConcurrentHashMap<>();
        return new Notes() {
            @Override
            public List<Note> load(String source) {
                return kept.getOrDefault(source, List.of());
            }

            @Override
            public void save(String source, List<Note> notes) {
                kept.put(source, List.copyOf(notes));
            }
        };
    }
}
