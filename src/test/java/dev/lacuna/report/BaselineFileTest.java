package dev.lacuna.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Baseline;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineFileTest {

    private static final StreamRef ORDERS = new StreamRef("kafka://127.0.0.1:9092", "orders \"v2\"");

    @TempDir
    Path folder;

    private static Baseline baseline(int partition) {
        return new Baseline(
                ORDERS.partition(partition),
                "hYz3",
                1_773_475_200_000L,
                Position.offset(7),
                Position.offset(9_000_000_000L),
                partition == 0,
                List.of(
                        new Baseline.EpochStart(0, Position.offset(7)),
                        new Baseline.EpochStart(3, Position.offset(500))),
                List.of(
                        new Baseline.Mark(Position.offset(7), Position.offset(9), 0, 4711, 12, 1_773_475_100_000L, 311),
                        new Baseline.Mark(Position.offset(500), Position.offset(500), 3, -1, -1, -1, 68)));
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        Path file = folder.resolve("orders.baseline");
        List<Baseline> baselines = List.of(baseline(0), baseline(1));
        BaselineFile.write(List.of(baseline(0)), file);
        BaselineFile.write(baselines, file);

        assertThat(BaselineFile.read(file)).isEqualTo(baselines);
        assertThat(Files.readAllLines(file)).hasSize(2).first().asString().startsWith("{\"schema_version\":1,");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void leavesOutWhatCouldNotBeCompared() throws Exception {
        Position position = new Position.SequenceNumber(BigInteger.TEN);
        Path file = folder.resolve("shards");
        BaselineFile.write(
                List.of(new Baseline(ORDERS.partition(0), "", 1, position, position, false, List.of(), List.of())),
                file);

        assertThat(file).isEmptyFile();
        assertThat(BaselineFile.read(file)).isEmpty();
    }

    @Test
    void saysWhichLineIsNoBaseline() throws Exception {
        Path file = folder.resolve("broken");
        BaselineFile.write(List.of(baseline(0)), file);
        String line = Files.readString(file);
        for (String broken : List.of(
                "{",
                "[]",
                "null",
                "{\"finding_id\":\"x\"}",
                line.replace("\"schema_version\":1", "\"schema_version\":2"),
                line.replace("[0,7]", "[0]"),
                line.replace("4711,", ""),
                line.replace("\"to\":9000000000", "\"to\":\"x\""))) {
            Files.writeString(file, line + broken);
            assertThatThrownBy(() -> BaselineFile.read(file))
                    .as(broken)
                    .isInstanceOf(FindingsFileException.class)
                    .hasMessageContaining("broken, line 2 is no baseline")
                    .hasMessageContaining("--save-baseline");
        }
        assertThatThrownBy(() -> BaselineFile.read(folder.resolve("none")))
                .isInstanceOf(FindingsFileException.class)
                .hasMessageContaining("There is no file");
    }
}
