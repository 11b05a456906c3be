package dev.lacuna.repair.rewind;

import static dev.lacuna.repair.rewind.Rewinding.FIRST_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.GroupKind;
import dev.lacuna.source.GroupState;
import dev.lacuna.source.GroupSummary;
import dev.lacuna.source.SourceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewindPlannerTest {

    @TempDir
    Path folder;

    private Rewinding shop;

    @BeforeEach
    void open() {
        shop = new Rewinding(folder);
    }

    private List<String> moves(RewindAim aim) throws Exception {
        return moves(shop.planned(aim));
    }

    private static List<String> moves(PlannedRewind planned) {
        return planned.plan().parts().stream()
                .map(part -> part.stream() + "/" + part.partition() + " "
                        + part.before().map(Object::toString).orElse("-") + ">" + part.after())
                .toList();
    }

    private static List<String> titles(PlannedRewind planned, Hazard.Level level) {
        return planned.hazards().stream()
                .filter(hazard -> hazard.level() == level)
                .map(Hazard::title)
                .toList();
    }

    @Test
    void goesToTheFirstEventAtOrAfterATime() throws Exception {
        PlannedRewind planned = shop.planned(new RewindAim.AtTime(FIRST_MILLIS + 50_000));

        assertThat(moves(planned)).containsExactly("orders/0 80>50", "orders/1 60>50");
        assertThat(planned.plan().again()).isEqualTo(40);
        assertThat(planned.plan().skipped()).isZero();
        assertThat(planned.plan().aim()).isEqualTo("time 2026-03-14T08:00:50Z");
        assertThat(titles(planned, Hazard.Level.BLOCKING)).isEmpty();
        assertThat(titles(planned, Hazard.Level.WARNING)).containsExactly("Everything behind the point is read again");
    }

    @Test
    void countsOnePartitionAsOne() throws Exception {
        PlannedRewind planned = shop.planned(new RewindAim.InEach(Map.of(0, 50L)));

        assertThat(planned.hazards())
                .filteredOn(hazard -> hazard.title().startsWith("Everything behind"))
                .singleElement()
                .satisfies(hazard -> assertThat(hazard.explanation()).contains(" of 1 partition, not only"));
    }

    @Test
    void warnsOfAPartitionThatATimeWouldMakeSkipEvents() throws Exception {
        PlannedRewind planned = shop.planned(new RewindAim.AtTime(FIRST_MILLIS + 70_000));

        assertThat(moves(planned)).containsExactly("orders/0 80>70", "orders/1 60>70");
        assertThat(planned.plan().skipped()).isEqualTo(10);
        assertThat(planned.hazards()).first().satisfies(hazard -> {
            assertThat(hazard.level()).isEqualTo(Hazard.Level.BLOCKING);
            assertThat(hazard.title()).isEqualTo("Events would be skipped unread");
            assertThat(hazard.explanation()).contains("At most 10 events").contains("orders/1@70");
        });
    }

    @Test
    void goesToTheEndWhereATimeHasNotComeYet() throws Exception {
        assertThat(moves(new RewindAim.AtTime(FIRST_MILLIS + 1_000_000)))
                .containsExactly("orders/0 80>100", "orders/1 60>100");
    }

    @Test
    void goesToStartEndPositionsAndShifts() throws Exception {
        assertThat(moves(new RewindAim.AtStart())).containsExactly("orders/0 80>0", "orders/1 60>0");
        assertThat(moves(new RewindAim.AtEnd())).containsExactly("orders/0 80>100", "orders/1 60>100");
        assertThat(moves(new RewindAim.At(60))).containsExactly("orders/0 80>60");
        assertThat(moves(new RewindAim.InEach(Map.of(1, 5L)))).containsExactly("orders/1 60>5");
        assertThat(moves(new RewindAim.By(-10))).containsExactly("orders/0 80>70", "orders/1 60>50");
        PlannedRewind far = shop.planned(new RewindAim.By(-70));
        assertThat(moves(far)).containsExactly("orders/0 80>10", "orders/1 60>0");
        assertThat(moves(shop.planned(Optional.empty(), Set.of(0), new RewindAim.AtStart())))
                .containsExactly("orders/0 80>0");
    }

    @Test
    void keepsAShiftWithinTheLogAndSaysSo() throws Exception {
        PlannedRewind planned = shop.planned(new RewindAim.By(30));

        assertThat(moves(planned)).containsExactly("orders/0 80>100", "orders/1 60>90");
        assertThat(planned.notes())
                .singleElement()
                .asString()
                .contains("orders/0 goes to 100 in place of 110")
                .contains("where the log ends");
    }

    @Test
    void goesWhereAnotherGroupStands() throws Exception {
        shop.groups.commit("shadow", shop.first, 42);

        PlannedRewind planned = shop.planned(new RewindAim.LikeGroup("shadow"));

        assertThat(moves(planned)).containsExactly("orders/0 80>42");
        assertThat(planned.notes()).singleElement().asString().contains("orders/1 is left alone");
        assertThatThrownBy(() -> shop.planned(new RewindAim.LikeGroup("nobody")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("no consumer group 'nobody'");
    }

    @Test
    void goesBackToTheEarliestFindingOfEachPartition() throws Exception {
        PlannedRewind planned = shop.planned(new RewindAim.BeforeFindings(List.of(
                finding(FindingKind.GROUP_SKIP, shop.first, 33, "billing"),
                finding(FindingKind.GROUP_SKIP, shop.first, 12, "another"),
                finding(FindingKind.GAP_SEQUENCE, shop.first, 40, ""),
                finding(FindingKind.DUPLICATE, shop.first, 3, ""),
                finding(FindingKind.GAP_SEQUENCE, shop.second, 70, ""))));

        assertThat(moves(planned)).containsExactly("orders/0 80>33");
        assertThat(planned.notes())
                .singleElement()
                .asString()
                .contains("orders/1 is left alone: the group stands at 60");
        assertThatThrownBy(() -> shop.planned(
                        new RewindAim.BeforeFindings(List.of(finding(FindingKind.DUPLICATE, shop.first, 3, "")))))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("None of the findings");
    }

    private static Finding finding(FindingKind kind, PartitionRef partition, long from, String group) {
        return Finding.of(
                partition,
                kind,
                Severity.MAJOR,
                Verdict.LOSS,
                Cause.NOT_EVALUATED,
                PositionRange.offsets(from, from + 5),
                OptionalLong.empty(),
                Basis.NONE,
                new TimeSpan(0, 1),
                new Explanation("", "", ""),
                Evidence.of("group", group).build(),
                group);
    }

    @Test
    void saysWhereTheLogStartsByNowAndWhatIsTyped() throws Exception {
        shop.cluster.stream("orders").partition(0).moveHead(20);
        shop.groups.commit("shadow", shop.first, 10);

        PlannedRewind like = shop.planned(new RewindAim.LikeGroup("shadow"));
        assertThat(moves(like)).containsExactly("orders/0 80>20");
        assertThat(like.notes()).anyMatch(note -> note.contains("what stood before is gone"));

        PlannedRewind typed = shop.planned(Optional.empty(), Set.of(0), new RewindAim.At(10));
        assertThat(moves(typed)).containsExactly("orders/0 80>10");
        assertThat(typed.plan().again()).isEqualTo(60);
        assertThat(titles(typed, Hazard.Level.BLOCKING)).containsExactly("New position before the log's start");
        assertThat(titles(shop.planned(Optional.empty(), Set.of(0), new RewindAim.At(101)), Hazard.Level.BLOCKING))
                .contains("New position behind the log's end");
    }

    @Test
    void leavesAloneWhatStandsThereAndRefusesWhenThatIsAll() throws Exception {
        PlannedRewind planned = shop.planned(new RewindAim.At(60));
        assertThat(planned.notes()).containsExactly("Where it is to go already, and left alone: orders/1@60.");

        assertThatThrownBy(() -> shop.planned(Optional.empty(), Set.of(1), new RewindAim.At(60)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("Nothing would change");
        assertThatThrownBy(() -> shop.planned(Optional.of("orders"), Set.of(7), new RewindAim.AtStart()))
                .hasMessageContaining("orders has no partition 7, only 0, 1");
    }

    @Test
    void givesAPositionWhereTheGroupHasNoneOnlyInAStreamThatIsNamed() throws Exception {
        shop.fill("refunds");
        assertThat(moves(new RewindAim.AtStart())).allMatch(move -> move.startsWith("orders/"));

        PlannedRewind planned = shop.planned(Optional.of("refunds"), Set.of(), new RewindAim.AtStart());

        assertThat(moves(planned)).containsExactly("refunds/0 ->0", "refunds/1 ->0");
        assertThat(planned.plan().again()).isZero();
        assertThat(titles(planned, Hazard.Level.NOTE)).containsExactly("No position until now");
    }

    @Test
    void namesTheMembersOfAnActiveGroup() throws Exception {
        shop.groups.members("billing", Rewinding.member("billing-1"), Rewinding.member("billing-2"));

        assertThat(shop.planned(new RewindAim.AtStart()).hazards()).first().satisfies(hazard -> {
            assertThat(hazard.title()).isEqualTo("The group is active");
            assertThat(hazard.explanation())
                    .contains("billing-1 on 10.0.0.7, billing-2 on 10.0.0.7")
                    .contains("session times out");
        });
    }

    @Test
    void saysWhatItDoesNotDoToEngines() throws Exception {
        shop.fill("billing-totals-changelog");
        shop.fill("billing-by-key-repartition");
        shop.groups.commit(
                "billing",
                shop.cluster.stream("billing-by-key-repartition").ref().partition(0),
                5);

        PlannedRewind planned = shop.planned(new RewindAim.AtStart());

        assertThat(moves(planned)).containsExactly("orders/0 80>0", "orders/1 60>0");
        assertThat(planned.notes()).singleElement().asString().contains("billing-by-key-repartition is left alone");
        assertThat(planned.hazards())
                .filteredOn(hazard -> hazard.title().equals("A Kafka Streams application keeps its state"))
                .singleElement()
                .satisfies(hazard -> assertThat(hazard.explanation())
                        .contains("billing-by-key-repartition, billing-totals-changelog")
                        .contains("added to what was counted already"));
    }

    @Test
    void knowsAStreamsApplicationByItsKindAndByItsThreads() {
        var summary = new GroupSummary("shop", GroupKind.STREAMS, GroupState.EMPTY, "streams");
        assertThat(StreamsApplication.is(new GroupInfo(summary, List.of(), List.of()), List.of()))
                .isTrue();
        var classic = new GroupSummary("shop", GroupKind.CLASSIC, GroupState.ACTIVE, "consumer");
        var thread = Rewinding.member("shop-0d5c-StreamThread-1-consumer");
        assertThat(StreamsApplication.is(new GroupInfo(classic, List.of(thread), List.of()), List.of()))
                .isTrue();
        var plain = Rewinding.member("shop-consumer-1");
        assertThat(StreamsApplication.is(new GroupInfo(classic, List.of(plain), List.of()), List.of()))
                .isFalse();
    }

    @Test
    void hintsThatAGroupNobodyJoinedMayBeAnEngines() throws Exception {
        var summary = new GroupSummary("billing", GroupKind.CLASSIC, GroupState.EMPTY, "");
        shop.groups.put(new GroupInfo(summary, List.of(), List.of()));

        assertThat(titles(shop.planned(new RewindAim.AtStart()), Hazard.Level.WARNING))
                .contains("Nobody ever joined this group");
    }

    @Test
    void refusesShareGroups() {
        var summary = new GroupSummary("billing", GroupKind.SHARE, GroupState.EMPTY, "share");
        shop.groups.put(new GroupInfo(summary, List.of(), List.of()));

        assertThatThrownBy(() -> shop.planned(new RewindAim.AtStart()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("share group");
    }

    @Test
    void warnsWhenRetentionWillTakeTheNewPositionSoon() throws Exception {
        shop.cluster.stream("orders").retention(Duration.ofMinutes(4));

        assertThat(titles(shop.planned(new RewindAim.At(20)), Hazard.Level.WARNING))
                .contains("Retention may take the new position soon");
        shop.cluster.stream("orders").retention(Duration.ofDays(7));
        assertThat(titles(shop.planned(new RewindAim.At(20)), Hazard.Level.WARNING))
                .doesNotContain("Retention may take the new position soon");
    }
}
