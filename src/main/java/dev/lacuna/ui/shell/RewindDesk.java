package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Recipe;
import dev.lacuna.investigation.Rewinds;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.rewind.PlannedRewind;
import dev.lacuna.repair.rewind.RewindAim;
import dev.lacuna.repair.rewind.RewindMode;
import dev.lacuna.repair.rewind.RewindReport;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.ui.findings.Rewindable;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.repair.RewindActions;
import dev.lacuna.ui.repair.RewindDialog;
import dev.lacuna.ui.repair.RewindSubject;
import dev.lacuna.ui.timeline.TimelineModel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.stage.Window;

/// Takes a consumer group from where it stands to where it should: plans, shows the plan, runs it, and takes it back.
/// Plans that are run lie in a folder of their own, with the positions before beside them.
final class RewindDesk implements RewindActions {

    private static final String FIRST_TIME = "-1h";

    private final WorkspaceModel workspace;
    private final TimelineModel timeline;
    private final FxPulse pulse;
    private final Formats formats;
    private final Window owner;
    private final Clock clock;
    private final Path folder;

    /// @param folder where plans are kept
    RewindDesk(
            WorkspaceModel workspace,
            TimelineModel timeline,
            FxPulse pulse,
            Formats formats,
            Window owner,
            Clock clock,
            Path folder) {
        this.workspace = workspace;
        this.timeline = timeline;
        this.pulse = pulse;
        this.formats = formats;
        this.owner = owner;
        this.clock = clock;
        this.folder = folder;
    }

    /// Asks where the group is to go on; what is selected on the timeline is proposed.
    void open(String group) {
        Scan scan = workspace.streams().scan();
        if (scan != null) {
            List<Finding> skips = scan.findings().all().stream()
                    .filter(Rewindable::isRewindable)
                    .filter(finding -> Rewindable.groupOf(finding).equals(Optional.of(group)))
                    .toList();
            open(scan, group, skips);
        }
    }

    /// Asks likewise, and proposes where the finding begins.
    void open(Finding finding) {
        Optional<Scan> scan = workspace.shown().scanOf(finding.partition().stream());
        Optional<String> group = Rewindable.groupOf(finding);
        if (scan.isPresent() && group.isPresent()) {
            open(scan.get(), group.get(), List.of(finding));
        }
    }

    private void open(Scan scan, String group, List<Finding> findings) {
        List<String> others = workspace.streams().groupsProperty().get().stream()
                .map(GroupOffset::group)
                .filter(other -> !other.equals(group))
                .distinct()
                .toList();
        String time = timeline.selectedTime()
                .map(span -> formats.dateTime(span.fromMillis()))
                .orElse(FIRST_TIME);
        String stream = scan.stream().stream().name();
        new RewindDialog(owner, pulse, formats, clock, this)
                .open(new RewindSubject(group, stream, findings, others, time));
    }

    @Override
    public TaskHandle<PlannedRewind> plan(String group, Optional<String> stream, RewindAim aim) {
        return workspace.investigation().rewinds().plan(group, stream, Set.of(), aim);
    }

    @Override
    public TaskHandle<RewindReport> run(RewindPlan plan, boolean execute, boolean agreed, String confirmed) {
        Path file = file(plan);
        Rewinds rewinds = workspace.investigation().rewinds();
        Recipe recipe = recipe(file, " --execute");
        return execute
                ? rewinds.keepAndRun(plan, file, agreed, confirmed, recipe)
                : rewinds.run(plan, file, RewindMode.DRY_RUN, agreed, Recipe.NONE);
    }

    @Override
    public TaskHandle<RewindReport> rollBack(RewindPlan plan, boolean agreed, String confirmed) {
        Path file = file(plan);
        return workspace
                .investigation()
                .rewinds()
                .rollBack(plan, file, RewindMode.EXECUTE, agreed, confirmed, recipe(file, " --roll-back --execute"));
    }

    private Recipe recipe(Path file, String options) {
        Connection connection = workspace.connections().connection();
        return connection == null
                ? Recipe.NONE
                : new Recipe(file.toString(), connection.commands().runHere(file.toString(), options));
    }

    @Override
    public Path file(RewindPlan plan) {
        return folder.resolve("rewind-" + plan.id() + ".json");
    }

    @Override
    public void copyCommand(String group, Optional<String> stream, RewindAim aim) {
        Connection connection = workspace.connections().connection();
        if (connection != null) {
            TextClipboard.copy(connection.commands().planRewind(group, stream, aim));
        }
    }

    @Override
    public void changed(RewindReport report) {
        workspace.streams().readGroups();
    }

    @Override
    public List<String> names() {
        Connection connection = workspace.connections().connection();
        return connection == null ? List.of() : connection.production();
    }

    @Override
    public boolean isReadOnly() {
        return workspace.isReadOnly();
    }
}
