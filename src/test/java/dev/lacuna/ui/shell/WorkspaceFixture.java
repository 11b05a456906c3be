package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.task.Await;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/// A workspace over the shop in memory, whose FX thread is a queue.
abstract class WorkspaceFixture {

    final Shop shop = new Shop();
    final FxQueue fx = new FxQueue();

    final WorkspaceModel workspace = new WorkspaceModel(shop.start(new Opening.Sample()), WindowState.FIRST, fx);

    @AfterEach
    void close() {
        workspace.close();
    }

    Scan opened() throws InterruptedException {
        workspace.open(new Opening.Sample());
        fx.runUntil(() -> workspace.streams().scan() != null
                && !workspace.streams().busyProperty().get());
        return scan();
    }

    Scan scan() {
        return Objects.requireNonNull(workspace.streams().scan());
    }

    static Finding loss(Scan scan) {
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .findFirst()
                .orElseThrow();
    }

    /// Until something is so that no one tells the FX thread.
    void runUntil(BooleanSupplier isSo) {
        Await.until("it is so", () -> {
            fx.runAll();
            return isSo.getAsBoolean();
        });
    }
}
