package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WantedEventsFileTest {

    @TempDir
    private Path folder;

    @Test
    void takesNoByteOrderMarkForAPartOfTheFirstLine() throws Exception {
        Path ids = Files.writeString(folder.resolve("ids.txt"), "\uFEFFo-1\r\n\r\no-2\r\n");
        Path origins = Files.writeString(folder.resolve("origins.txt"), "\uFEFF0@7\n");

        assertThat(WantedEventsFile.ids(ids, "key"))
                .isEqualTo(new WantedEvents.Ids("key", Set.of(Bytes.utf8("o-1"), Bytes.utf8("o-2"))));
        assertThat(WantedEventsFile.origins(origins, "orders"))
                .isEqualTo(new WantedEvents.Positions(Map.of(0, new TreeSet<>(Set.of(7L))), Set.of()));
    }

    @Test
    void takesTheIdsOfAnExportThatBeginsWithAnEmptyLine() throws Exception {
        Path export = Files.writeString(
                folder.resolve("export.jsonl"),
                "\n{\"stream\":\"orders\",\"partition\":0,\"position\":\"7\",\"time_ms\":5,\"key\":\"o-1\","
                        + "\"value\":null,\"headers\":[]}\n");

        assertThat(WantedEventsFile.ids(export, "key"))
                .isEqualTo(new WantedEvents.Ids("key", Set.of(Bytes.utf8("o-1"))));
    }
}
