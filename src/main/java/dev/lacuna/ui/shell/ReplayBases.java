package dev.lacuna.ui.shell;

import dev.lacuna.investigation.CopyRequest;
import dev.lacuna.investigation.DeadLetterScope;
import dev.lacuna.investigation.Redrives;
import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.WantedEvents;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.replay.PartitionMapping;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.ui.connect.ConnectRequest;
import dev.lacuna.ui.connect.RecentSource;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.repair.ReplayBasis;
import dev.lacuna.ui.repair.ReplayWishes;
import dev.lacuna.ui.repair.Wish;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes of what is selected, found or failed what a replay starts from, and remembers how the targets of its plans are
/// reached. Safe from any thread.
final class ReplayBases {

    /// Another cluster that a plan writes to.
    ///
    /// @param configFile the client properties that were used, for command lines; empty for none
    record Elsewhere(SourceSpec spec, String configFile) {}

    private static final Texts TEXTS = Texts.of(ReplayBases.class);

    private static final Set<Wish> ALL = EnumSet.allOf(Wish.class);
    private static final Set<Wish> OF_HEADERS = EnumSet.of(Wish.KEEP_ALL_HEADERS, Wish.KEEP_HEADERS, Wish.DROP_HEADERS);

    private final WorkspaceModel workspace;
    private final Map<String, Elsewhere> targets = new ConcurrentHashMap<>();

    ReplayBases(WorkspaceModel workspace) {
        this.workspace = workspace;
    }

    /// Where a plan writes to; empty where that is the cluster it reads from.
    Optional<Elsewhere> elsewhere(ReplayPlan plan) {
        return Optional.ofNullable(targets.get(plan.id()));
    }

    /// The events of a range, to a topic.
    ReplayBasis range(Connection connection, Scan scan, SelectedRange selected, String toTopic) {
        String from = scan.stream().stream().name();
        FieldSpec fields = scan.request().fields();
        return new PlanningBasis(
                ALL,
                ReplayWishes.USUAL.with(Wish.TO_TOPIC, toTopic),
                topics(connection),
                clusters(),
                wishes -> planned(
                        connection,
                        wishes,
                        target -> new CopyRequest(
                                from,
                                selected.partitions(),
                                selected.bounds(),
                                CopyRequest.LATENESS,
                                target,
                                wishes.get(Wish.TO_TOPIC),
                                wishes.mapping(),
                                fields,
                                wishes.choice(Optional.empty()),
                                WantedEvents.ALL,
                                wishes.form())),
                wishes -> connection
                        .commands()
                        .replays()
                        .range(from, selected.partitions(), selected.bounds(), fields, wishes, config(wishes)),
                workspace.runner());
    }

    /// What findings say is missing, back to where it is missing.
    ///
    /// @param source where the events still stand; empty: look for the best place first
    ReplayBasis findings(Connection connection, Scan scan, List<Finding> findings, Optional<ReplaySource> source) {
        return new PlanningBasis(
                OF_HEADERS,
                ReplayWishes.USUAL,
                List.of(),
                List.of(),
                wishes -> workspace.planRepair(scan, findings, source, wishes.form()),
                wishes -> connection
                        .commands()
                        .replays()
                        .findings(
                                source.map(from -> from.stream().stream().name()),
                                scan.stream().stream().name(),
                                scan.request().fields(),
                                wishes),
                workspace.runner());
    }

    /// Dead letters, back to the stream they failed in.
    ///
    /// @param home that stream
    /// @param scope which of them
    /// @param redrives only what was driven back less often
    ReplayBasis deadLetters(Connection connection, String stream, String home, DeadLetterScope scope, long redrives) {
        Set<Wish> asked = EnumSet.copyOf(OF_HEADERS);
        asked.addAll(Set.of(Wish.FILTER, Wish.TO_PARTITION));
        return new PlanningBasis(
                asked,
                first(scope),
                List.of(),
                List.of(),
                wishes -> planned(
                        connection,
                        wishes,
                        target -> new CopyRequest(
                                stream,
                                scope.partitions(),
                                scope.bounds(),
                                CopyRequest.LATENESS,
                                target,
                                home,
                                wishes.said(Wish.TO_PARTITION).isPresent()
                                        ? wishes.mapping()
                                        : new PartitionMapping.ByHeader(),
                                FieldSpec.NONE,
                                wishes.choice(Optional.of(Redrives.SKIP)),
                                new WantedEvents.Home(home, redrives),
                                Redrives.form(wishes.form()))),
                wishes -> connection.commands().replays().redrive(stream, home, scope, redrives, wishes),
                workspace.runner());
    }

    /// What must not be driven back any more, or doesn't say where to, to a stream that keeps it.
    ReplayBasis stranded(
            Connection connection, String stream, String quarantine, DeadLetterScope scope, long redrives) {
        return new PlanningBasis(
                Set.of(),
                first(scope),
                List.of(),
                List.of(),
                wishes -> planned(
                        connection,
                        wishes,
                        target -> new CopyRequest(
                                stream,
                                scope.partitions(),
                                scope.bounds(),
                                CopyRequest.LATENESS,
                                target,
                                quarantine,
                                new PartitionMapping.Automatic(),
                                FieldSpec.NONE,
                                wishes.choice(Optional.of(Redrives.SKIP)),
                                new WantedEvents.Stranded(redrives),
                                CopyForm.EXACT)),
                wishes -> connection.commands().replays().quarantine(stream, quarantine, scope, redrives),
                workspace.runner());
    }

    private static ReplayWishes first(DeadLetterScope scope) {
        return scope.filter()
                .map(filter -> ReplayWishes.USUAL.with(Wish.FILTER, filter))
                .orElse(ReplayWishes.USUAL);
    }

    private TaskHandle<ReplayPlan> planned(
            Connection connection, ReplayWishes wishes, Function<SourceSpec, CopyRequest> asked) {
        String cluster = wishes.get(Wish.TO_CLUSTER);
        if (cluster.isEmpty()) {
            return connection.investigation().planCopy(asked.apply(connection.spec()));
        }
        ConnectRequest request = request(cluster);
        return workspace.runner().start(TEXTS.get("task.plan.elsewhere", cluster), context -> {
            SourceSpec target = loaded(request);
            ReplayPlan plan = WorkspaceModel.awaited(connection.investigation().planCopy(asked.apply(target)), context);
            targets.put(plan.id(), new Elsewhere(target, request.propertiesFile()));
            return plan;
        });
    }

    private static SourceSpec loaded(ConnectRequest request) throws SourceException {
        return request.load();
    }

    /// As it was opened last, or by its bare address where it never was.
    private ConnectRequest request(String cluster) {
        return workspace.windowStateProperty().get().recent().stream()
                .map(RecentSource::request)
                .filter(recent -> recent.name().equals(cluster))
                .findFirst()
                .orElse(new ConnectRequest(cluster, "", false));
    }

    private @Nullable String config(ReplayWishes wishes) {
        String cluster = wishes.get(Wish.TO_CLUSTER);
        String file = cluster.isEmpty() ? "" : request(cluster).propertiesFile();
        return file.isEmpty() ? null : file;
    }

    private List<String> clusters() {
        return workspace.windowStateProperty().get().recent().stream()
                .map(recent -> recent.request().name())
                .toList();
    }

    static List<String> topics(Connection connection) {
        return connection.streams().stream()
                .filter(stream -> !stream.internal())
                .map(stream -> stream.name())
                .toList();
    }
}
