package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.investigation.Scan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gap report that leaves the window for a file.
class GapReportTest extends WorkspaceFixture {

    @TempDir
    private Path folder;

    @Test
    void writesTheGapReport() throws Exception {
        Scan scan = opened();
        Path file = folder.resolve("gaps.csv");
        workspace.exports().findings(scan::report, file).await();

        assertThat(Files.readString(file))
                .startsWith("finding_id,source,stream,")
                .contains(loss(scan).id());
    }

    @Test
    void saysWhyTheReportCouldNotBeWritten() throws Exception {
        Scan scan = opened();
        workspace.exports().findings(scan::report, folder.resolve("no-folder").resolve("gaps.csv"));
        fx.runUntil(() -> workspace.streams().problemProperty().get() != null);

        assertThat(Objects.requireNonNull(workspace.streams().problemProperty().get())
                        .text())
                .contains("gaps.csv", "could not be written");
    }

    @Test
    void aReportThatFailsHalfwayLeavesTheOlderOneAlone() throws Exception {
        opened();
        Path older = Files.writeString(folder.resolve("gaps.csv"), "older");

        var export = workspace
                .exports()
                .findings(
                        () -> {
                            throw new IllegalStateException("the findings are gone");
                        },
                        older);

        assertThatThrownBy(export::await).hasStackTraceContaining("the findings are gone");
        assertThat(older).hasContent("older");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }
}
