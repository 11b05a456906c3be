package dev.lacuna.ui.repair;

import dev.lacuna.investigation.Rehearsal;
import dev.lacuna.investigation.Verification;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What came of it: of the dry run, of the copying, and what the look at the target has shown.
final class OutcomeSection extends VBox {

    private static final Texts TEXTS = Texts.of(OutcomeSection.class);

    private final ReplayViewModel model;

    OutcomeSection(ReplayViewModel model) {
        super(8);
        this.model = model;
    }

    void show() {
        getChildren().clear();
        ReplayStep step = model.step();
        boolean copied = model.report().isPresent() || step == ReplayStep.COPYING;
        if (!copied) {
            model.dryRunReport().ifPresent(this::addDryRun);
            model.rehearsal().ifPresent(this::addRehearsal);
        }
        if (step != ReplayStep.COPYING) {
            model.report().ifPresent(this::addReport);
        }
        model.problem().ifPresent(problem -> {
            boolean written = problem.during() == ReplayStep.COPYING;
            getChildren()
                    .add(Lines.icon(
                            problem.cancelled() ? Icon.HINT : Icon.LOSS,
                            problem.cancelled() ? Tone.INFO : Tone.LOSS,
                            ReplayWords.problem(problem, written)));
        });
        model.verification().ifPresent(this::addVerification);
        setVisible(!getChildren().isEmpty());
        setManaged(!getChildren().isEmpty());
    }

    private void addDryRun(ReplayReport report) {
        getChildren().add(Lines.icon(Icon.CHECKS, Tone.INFO, ReplayWords.dryRun(report)));
        addNotes(report.notes());
    }

    private void addRehearsal(Rehearsal rehearsal) {
        boolean good = rehearsal.isGood();
        Label head = Lines.text(TEXTS.get(good ? "rehearsed.head" : "rehearsed.not"));
        head.getStyleClass().addAll("strong", good ? Tone.OK.textClass() : Tone.LOSS.textClass());
        head.setGraphic((good ? Icon.VERIFIED : Icon.LOSS).node(good ? Tone.OK : Tone.LOSS));
        VBox card = new VBox(
                4,
                head,
                Lines.text(rehearsal.report().summary()),
                Lines.text(rehearsal.copies().summary()));
        ReplayWords.refusals(rehearsal.report())
                .forEach(line -> card.getChildren().add(Lines.muted(line)));
        card.getChildren().add(Lines.muted(TEXTS.get("rehearsed.what")));
        card.getStyleClass().addAll("outcome", good ? "outcome-good" : "outcome-bad");
        getChildren().add(card);
    }

    private void addReport(ReplayReport report) {
        String target = model.plan().map(plan -> plan.to().stream()).orElse("");
        boolean whole = report.isComplete();
        getChildren()
                .add(Lines.icon(
                        whole ? Icon.OK : Icon.SUSPECT,
                        whole ? Tone.OK : Tone.SUSPECT,
                        ReplayWords.copied(report, target)));
        ReplayWords.refusals(report).forEach(line -> getChildren().add(Lines.muted(line)));
        addNotes(report.notes());
    }

    private void addVerification(Verification verification) {
        boolean good = verification.isVerified();
        boolean partly = !good && verification.isRightAsFarAsKept();
        Tone tone = good ? Tone.OK : partly ? Tone.SUSPECT : Tone.LOSS;
        Label head = Lines.text(TEXTS.get(good ? "verified.head" : partly ? "verified.partly" : "verified.not"));
        head.getStyleClass().addAll("strong", tone.textClass());
        VBox card = new VBox(4, head, Lines.text(ReplayWords.verified(verification)));
        String closed = ReplayWords.closed(verification);
        if (!closed.isEmpty()) {
            card.getChildren().add(Lines.text(closed));
        }
        for (String trouble : ReplayWords.troubles(verification)) {
            card.getChildren().add(Lines.icon(Icon.LOSS, Tone.LOSS, trouble));
        }
        card.getStyleClass().addAll("outcome", good ? "outcome-good" : "outcome-bad");
        head.setGraphic((good ? Icon.VERIFIED : partly ? Icon.SUSPECT : Icon.LOSS).node(tone));
        getChildren().add(card);
        addNotes(verification.copies().notes());
    }

    private void addNotes(List<String> notes) {
        notes.forEach(note -> getChildren().add(Lines.muted(note)));
    }
}
