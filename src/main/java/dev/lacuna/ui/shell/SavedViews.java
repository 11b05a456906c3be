package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.report.session.SavedRepair;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SavedView;
import dev.lacuna.report.session.SessionFile;
import dev.lacuna.ui.kit.FindingClass;
import dev.lacuna.ui.timeline.Axis;
import dev.lacuna.ui.timeline.AxisWindow;
import dev.lacuna.ui.timeline.TimelineModel;
import dev.lacuna.ui.timeline.TimelineSource.Replay;
import dev.lacuna.ui.timeline.TimelineSource.ReplayStage;
import dev.lacuna.ui.timeline.TimelineState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words by which a session keeps how the window stood, and what they mean here. What this version doesn't know is
/// left out.
final class SavedViews {

    private SavedViews() {}

    /// @param filter what was typed
    /// @param columns of the records, by stream
    static SavedView of(
            String stream,
            TimelineState state,
            String finding,
            ZoneId zone,
            String filter,
            Map<String, List<String>> columns) {
        return new SavedView(
                stream,
                word(state.axis()),
                state.fitted(),
                state.window().from(),
                state.window().to(),
                state.scroll(),
                lanes(state.pinned()),
                lanes(state.collapsed()),
                state.hidden().stream().map(SavedViews::word).sorted().toList(),
                state.onlyWithFindings(),
                state.crosshair(),
                state.groups(),
                finding,
                zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId(),
                filter,
                columns);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> lanes(Set<PartitionRef> lanes) {
        return lanes.stream().sorted().map(PartitionRef::toString).toList();
    }

    /// @param source where the lanes are
    static TimelineState state(SavedView view, String source) {
        Axis axis = view.axis().equals(word(Axis.OFFSET)) ? Axis.OFFSET : Axis.TIME;
        Optional<AxisWindow> window = AxisWindow.kept(view.from(), view.to());
        Set<FindingClass> hidden = new HashSet<>();
        for (FindingClass each : FindingClass.values()) {
            if (view.hidden().contains(word(each))) {
                hidden.add(each);
            }
        }
        return new TimelineState(
                axis,
                view.fitted() || window.isEmpty(),
                window.orElse(new AxisWindow(0, 1)),
                Math.max(0, view.scroll()),
                lanes(view.pinned(), source),
                lanes(view.collapsed(), source),
                hidden,
                view.onlyWithFindings(),
                view.crosshair(),
                view.groups());
    }

    private static Set<PartitionRef> lanes(List<String> names, String source) {
        Set<PartitionRef> lanes = new HashSet<>();
        for (String name : names) {
            int slash = name.lastIndexOf('/');
            if (slash > 0 && name.substring(slash + 1).matches("\\d{1,9}")) {
                lanes.add(new StreamRef(source, name.substring(0, slash))
                        .partition(Integer.parseInt(name.substring(slash + 1))));
            }
        }
        return lanes;
    }

    static ZoneId zone(SavedView view) {
        try {
            return view.zone().equals("UTC") ? ZoneOffset.UTC : ZoneId.of(view.zone());
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /// The runs that a session tells of, as they paint over the lanes.
    static List<Replay> replays(SavedSession session, Scan shown) {
        List<Replay> replays = new ArrayList<>();
        for (SavedRepair repair : session.repairs()) {
            if (repair.kind().equals("run") && !repair.plan().isEmpty()) {
                plan(repair)
                        .flatMap(plan -> RunningRepairs.recorded(plan, stage(repair, session), shown))
                        .ifPresent(replays::add);
            }
        }
        return replays;
    }

    private static Optional<ReplayPlan> plan(SavedRepair repair) {
        try {
            return Optional.of(PlanFile.parse(repair.plan(), SessionFile.SUFFIX));
        } catch (PlanException e) {
            return Optional.empty(); // of another version: the report still shows its text
        }
    }

    private static ReplayStage stage(SavedRepair run, SavedSession session) {
        if (!run.state().equals("done")) {
            return ReplayStage.FAILED;
        }
        return session.repairs().stream()
                .filter(check -> check.kind().equals("verify") && check.planId().equals(run.planId()))
                .reduce((first, last) -> last)
                .map(check -> check.counts().getOrDefault("missing", 0L) == 0
                                && check.counts().getOrDefault("doubled", 0L) == 0
                                && check.counts().getOrDefault("altered", 0L) == 0
                        ? ReplayStage.VERIFIED
                        : ReplayStage.FAILED)
                .orElse(ReplayStage.WRITTEN);
    }

    /// Where one looks, as *Go to* takes it: the finding, the events or the time that is selected, else the middle of
    /// what is seen.
    static String place(TimelineModel timeline) {
        Optional<String> finding = timeline.selectedFinding();
        if (finding.isPresent()) {
            return "finding:" + finding.get();
        }
        if (timeline.selection() instanceof Selection.Events events) {
            Optional<PartitionRange> first = events.ranges().stream()
                    .min(Comparator.comparing(PartitionRange::partition)
                            .thenComparing(range -> range.positions().from()));
            if (first.isPresent()) {
                return place(first.get());
            }
        }
        return timeline.selectedTime()
                .map(time -> Instant.ofEpochMilli(time.fromMillis()) + "/" + Instant.ofEpochMilli(time.toMillis()))
                .orElseGet(() -> Instant.ofEpochMilli(timeline.middleMillis()).toString());
    }

    private static String place(PartitionRange range) {
        String first = range.partition().number() + "@" + range.positions().from();
        boolean many = range.positions().from().isDense() && range.positions().span() > 1;
        return many ? first + ":" + range.positions().to() : first;
    }
}
