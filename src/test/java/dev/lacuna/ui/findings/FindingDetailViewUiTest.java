package dev.lacuna.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.gallery.NotedActions;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Ui;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class FindingDetailViewUiTest extends FindingsFixture {

    private FindingDetailView shown(Finding finding, Scan scan, NotedActions acts) {
        return Ui.on(() -> {
            FindingDetailView view = new FindingDetailView(pulse, formats, acts);
            Nodes.show((Parent) view.node(), 372, 600);
            view.show(finding, scan);
            return view;
        });
    }

    @Test
    void evidenceIsNeverCutOffInTheNarrowestDetails() throws Exception {
        List<Finding> findings = Samples.findings();
        Scan scan = scan(findings);
        Ui.run(() -> {
            FindingDetailView detail = new FindingDetailView(pulse, formats, new NotedActions(runner));
            Nodes.show((Parent) detail.node(), 315, 340);
            for (Finding finding : findings) {
                detail.show(finding, scan);
                Parent root = (Parent) detail.node();
                root.applyCss();
                root.layout();
                Parent evidence = (Parent) root.lookup(".evidence-grid");
                assertThat(Nodes.all(evidence, Label.class))
                        .as(finding.kind().id())
                        .isNotEmpty()
                        .noneMatch(label -> label.lookupAll(".text").stream()
                                .anyMatch(text -> ((Text) text).getText().endsWith("...")));
            }
        });
    }

    @Test
    void showsADetailWithTheWaysThatExistAndReplaysTheChosenOne() throws Exception {
        Scan scan = scan(Samples.findings());
        CountDownLatch found = new CountDownLatch(1);
        NotedActions acts = new NotedActions(runner, findings -> context -> {
            found.await();
            return Samples.sources();
        });
        FindingDetailView detail = shown(Samples.lostRun(), scan, acts);
        Parent root = (Parent) detail.node();
        assertThat(Ui.on(() -> Nodes.texts(root, Label.class)))
                .contains("Missing sequence numbers", "LOSS", "Looking for the missing events…");

        found.countDown();
        Nodes.await(() -> Nodes.texts(root, Label.class).contains("Replay from orders-upstream"));
        Ui.run(() -> Nodes.button(root, "Replay 173 events…").fire());

        assertThat(acts.replayed).containsExactly("orders-upstream");
        assertThat(Ui.on(() -> Nodes.texts(root, Label.class)))
                .anyMatch(text -> text.startsWith("120 of 173 events stand there."))
                .doesNotContain("Looking for the missing events…");
    }

    @Test
    void followsAFindingThatIsClosed() throws Exception {
        Scan scan = scan(Samples.findings());
        FindingDetailView detail = shown(Samples.lostRun(), scan, new NotedActions(runner));

        scan.findings().put(Samples.lostRun().withStatus(FindingStatus.REPAIRED));

        Nodes.await(() -> Nodes.texts((Parent) detail.node(), Label.class).contains("REPAIRED"));
        assertThat(Ui.on(() -> Nodes.texts((Parent) detail.node(), Button.class)))
                .noneMatch(text -> text.startsWith("Replay"));
    }

    @Test
    void asksForAReasonBeforeItDismisses() throws Exception {
        Scan scan = scan(Samples.findings());
        NotedActions acts = new NotedActions(runner);
        Ui.run(() -> {
            FindingDetailView view = new FindingDetailView(pulse, formats, acts);
            Parent root = (Parent) view.node();
            Nodes.show(root, 372, 600);
            view.show(Samples.lostRun(), scan);
            Nodes.button(root, "Dismiss…").fire();
            assertThat(Nodes.button(root, "Dismiss").isDisabled()).isTrue();
            Nodes.find(root, TextField.class).setText("known outage");
            Nodes.button(root, "Dismiss").fire();
        });

        assertThat(acts.dismissed).containsExactly("known outage");
    }

    @Test
    void saysWhyAFindingWasDismissedAndTakesItBack() throws Exception {
        Scan scan = scan(Samples.findings());
        NotedActions acts = new NotedActions(runner);
        Finding lost = Samples.lostRun();
        Finding dismissed = new Finding(
                lost.id(),
                lost.partition(),
                lost.kind(),
                lost.severity(),
                lost.verdict(),
                lost.cause(),
                lost.positions(),
                lost.missing(),
                lost.basis(),
                lost.time(),
                lost.explanation(),
                FindingStatus.DISMISSED,
                Evidence.of("dismissed_because", "known outage").build());
        Ui.run(() -> {
            FindingDetailView view = new FindingDetailView(pulse, formats, acts);
            Parent root = (Parent) view.node();
            Nodes.show(root, 372, 600);
            view.show(dismissed, scan);

            assertThat(Nodes.texts(root, Label.class)).contains("DISMISSED", "known outage");
            Nodes.button(root, "Reopen").fire();
        });

        assertThat(acts.reopened).containsExactly(dismissed);
    }

    @Test
    void detailsKeepWhatIsTypedWhileTheScanBringsOtherFindings() throws Exception {
        Scan scan = scan(List.of(Samples.lostRun()));
        FindingDetailView detail = Ui.on(() -> new FindingDetailView(pulse, formats, new NotedActions(runner)));
        Stage stage = Ui.on(() -> Nodes.show((Parent) detail.node(), 400, 700));
        Ui.run(() -> {
            detail.show(Samples.lostRun(), scan);
            Nodes.button((Parent) detail.node(), "Dismiss…").fire();
            Nodes.find((Parent) detail.node(), TextField.class).setText("known since");
            scan.findings().put(Samples.markers());
            detail.show(Samples.lostRun(), scan);
        });

        assertThat(Ui.on(() ->
                        Nodes.find((Parent) detail.node(), TextField.class).getText()))
                .isEqualTo("known since");
        Ui.run(stage::close);
    }
}
