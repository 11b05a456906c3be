package dev.lacuna.repair.rewind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.GroupSnapshot;
import dev.lacuna.repair.GroupSnapshotFile;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.rewind.RewindCheckResult.State;
import dev.lacuna.repair.rewind.RewindReport.Outcome;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewindRunTest {

    private static final RewindAim BACK = new RewindAim.At(50);

    @TempDir
    Path folder;

    private Rewinding shop;
    private RewindPlan plan;

    @BeforeEach
    void planARewind() throws Exception {
        shop = new Rewinding(folder);
        shop.groups.commit("billing", shop.first, new GroupPosition(Rewinding.at(80), 3, "mine"));
        plan = shop.planned(BACK).plan();
    }

    private static List<Outcome> outcomes(RewindReport report) {
        return report.rows().stream().map(RewindReport.Row::outcome).toList();
    }

    private static PlanException refusal(ThrowingCallable call) {
        return catchThrowableOfType(PlanException.class, call);
    }

    @Test
    void aPlanIsTheSameAfterItWasWrittenAndRead() throws Exception {
        RewindPlan some = shop.planned(Optional.of("orders"), Set.of(0), BACK).plan();
        PlanFile.write(some, shop.file);
        assertThat(PlanFile.readAny(shop.file)).isEqualTo(some);

        shop.fill("refunds");
        RewindPlan none = shop.planned(Optional.of("refunds"), Set.of(), new RewindAim.AtEnd())
                .plan();
        PlanFile.write(none, shop.file);
        assertThat(PlanFile.readAny(shop.file)).isEqualTo(none);
        assertThatThrownBy(() -> PlanFile.read(shop.file)).hasMessageContaining("/kind");
    }

    @Test
    void refusesAPlanThatWasEditedIntoAContradiction() throws Exception {
        PlanFile.write(plan, shop.file);
        String text = Files.readString(shop.file);

        Files.writeString(shop.file, text.replace("\"new_position\": 50", "\"new_position\": 40"));
        assertThat(refusal(() -> PlanFile.readAny(shop.file)))
                .hasMessageContaining("/parts/0/positions_again expects 40, which follows from the positions, not 30");
        Files.writeString(shop.file, text.replace("\"group\"", "\"gruop\""));
        assertThat(refusal(() -> PlanFile.readAny(shop.file))).hasMessageContaining("/group is missing");
        Files.writeString(shop.file, text.replace("\"partition\": 1", "\"partition\": 0"));
        assertThat(refusal(() -> PlanFile.readAny(shop.file))).hasMessageContaining("sets orders/0 twice");
    }

    @Test
    void aDryRunShowsTheSameAndWritesNothing() throws Exception {
        RewindReport dry = shop.run(plan, RewindMode.DRY_RUN);

        assertThat(outcomes(dry)).containsOnly(Outcome.WOULD_SET);
        assertThat(dry.again()).isEqualTo(new EventCount(40, true));
        assertThat(dry.summary())
                .isEqualTo("Would set group 'billing' in 2 partitions: 40 events are read again, 0 skipped;"
                        + " nothing was written.");
        assertThat(shop.stands(shop.first)).isEqualTo(80);
        assertThat(folder).isEmptyDirectory();
        assertThat(shop.run(plan, RewindMode.EXECUTE).again()).isEqualTo(dry.again());
    }

    @Test
    void keepsWhereTheGroupStoodBeforeItIsAltered() throws Exception {
        Path before = folder.resolve("plan.before.json");
        shop.groups.beforeWriting(() -> assertThat(before).exists());

        RewindReport report = shop.run(plan, RewindMode.EXECUTE);

        assertThat(outcomes(report)).containsOnly(Outcome.SET);
        assertThat(report.summary()).startsWith("Set group 'billing' in 2 partitions and read it back");
        assertThat(shop.groups.positions("billing"))
                .containsEntry(shop.first, GroupPosition.at(Rewinding.at(50)))
                .containsEntry(shop.second, GroupPosition.at(Rewinding.at(50)));
        var kept = GroupSnapshotFile.read(before, shop.source.info().name());
        assertThat(kept.positions())
                .containsEntry(shop.first, Optional.of(new GroupPosition(Rewinding.at(80), 3, "mine")))
                .containsEntry(shop.second, Optional.of(GroupPosition.at(Rewinding.at(60))));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(before)))
                .isEqualTo("rw-------");
    }

    @Test
    void runAgainItDoesNothingEvenWhenTheGroupHasReadUpToWhereItStood() throws Exception {
        shop.run(plan, RewindMode.EXECUTE);
        RewindReport again = shop.run(plan, RewindMode.EXECUTE);
        assertThat(again.isNoOp()).isTrue();
        assertThat(again.summary()).startsWith("Nothing to do");

        shop.groups.commit("billing", shop.first, 80).commit("billing", shop.second, 60);
        RewindReport later = shop.run(plan, RewindMode.EXECUTE);

        assertThat(later.isNoOp()).isTrue();
        assertThat(later.summary()).contains("stands elsewhere since");
        assertThat(later.notes()).singleElement().asString().contains("plan.after.json");
        assertThat(shop.stands(shop.first)).isEqualTo(80);
    }

    @Test
    void rollsNothingBackByASnapshotThatLacksAPartition() throws Exception {
        shop.run(plan, RewindMode.EXECUTE);
        Path before = folder.resolve("plan.before.json");
        var kept = GroupSnapshotFile.read(before, shop.source.info().name());
        var fewer = new TreeMap<>(kept.positions());
        fewer.remove(shop.second);
        Files.delete(before);
        GroupSnapshotFile.write(
                new GroupSnapshot(kept.planId(), kept.sourceId(), kept.group(), kept.taken(), fewer), before);

        assertThat(refusal(() -> shop.rollBack(plan, RewindMode.EXECUTE))).hasMessageContaining("was changed since");

        assertThat(shop.stands(shop.second)).isEqualTo(50);
    }

    @Test
    void finishesWhatWasStoppedBetweenSettingAndNotingItDown() throws Exception {
        shop.run(plan, RewindMode.EXECUTE);
        Files.delete(folder.resolve("plan.after.json"));

        assertThat(shop.run(plan, RewindMode.EXECUTE).isNoOp()).isTrue();

        assertThat(folder.resolve("plan.after.json")).exists();
    }

    @Test
    void tellsWhichPartitionsWereRefusedAndGoesOnWithThemLater() throws Exception {
        shop.groups.refuse(shop.second, new SourceException(Kind.OTHER, "The disk is full.", false, null));

        RewindReport report = shop.run(plan, RewindMode.EXECUTE);

        assertThat(outcomes(report)).containsExactly(Outcome.SET, Outcome.REFUSED);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.rows().get(1).reason()).isEqualTo("The disk is full.");
        assertThat(report.summary()).endsWith("Refused in 1 partition.");
        assertThat(folder.resolve("plan.after.json")).doesNotExist();
        byte[] before = Files.readAllBytes(folder.resolve("plan.before.json"));

        shop.groups.refuseNothing();
        RewindReport rest = shop.run(plan, RewindMode.EXECUTE);

        assertThat(outcomes(rest)).containsExactly(Outcome.THERE_ALREADY, Outcome.SET);
        assertThat(Files.readAllBytes(folder.resolve("plan.before.json"))).isEqualTo(before);
        shop.rollBack(plan, RewindMode.EXECUTE);
        assertThat(shop.stands(shop.first)).isEqualTo(80);
        assertThat(shop.stands(shop.second)).isEqualTo(60);
    }

    @Test
    void refusesAnActiveGroupAndNamesWhoIsInIt() throws Exception {
        shop.groups.members("billing", Rewinding.member("billing-7"));

        SourceException refused = catchThrowableOfType(SourceException.class, () -> shop.run(plan, RewindMode.EXECUTE));

        assertThat(refused.kind()).isEqualTo(Kind.GROUP_ACTIVE);
        assertThat(refused).hasMessageContaining("nothing was written").hasMessageContaining("billing-7 on 10.0.0.7");
        assertThat(folder).isEmptyDirectory();
        assertThat(shop.run(plan, RewindMode.DRY_RUN).hazards())
                .anyMatch(hazard -> hazard.title().equals("The group is active"));
    }

    @Test
    void refusesWhenAMemberJoinsAtTheLastMoment() throws Exception {
        shop.groups.beforeWriting(() -> shop.groups.members("billing", Rewinding.member("late")));

        SourceException refused = catchThrowableOfType(SourceException.class, () -> shop.run(plan, RewindMode.EXECUTE));

        assertThat(refused).hasMessageContaining("late on 10.0.0.7");
        assertThat(shop.stands(shop.first)).isEqualTo(80);
    }

    @Test
    void refusesWhatHasChangedSinceItWasPlanned() throws Exception {
        shop.groups.commit("billing", shop.first, 85);
        assertThat(refusal(() -> shop.run(plan, RewindMode.EXECUTE)))
                .hasMessageContaining("orders/0 at 80 when planned, at 85 now")
                .extracting(PlanException::kind)
                .isEqualTo(PlanException.Kind.CHANGED);

        shop.groups.commit("billing", shop.first, 80);
        shop.cluster.stream("orders").partition(0).moveHead(51);
        assertThat(refusal(() -> shop.run(plan, RewindMode.EXECUTE))).hasMessageContaining("orders/0 now starts at 51");

        shop.fill("orders");
        assertThat(refusal(() -> shop.run(plan, RewindMode.EXECUTE))).hasMessageContaining("created again");

        shop.groups.forget("billing");
        assertThat(refusal(() -> shop.run(plan, RewindMode.EXECUTE))).isNotNull();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLogThatStartsLaterMattersOnlyBehindTheNewPosition() throws Exception {
        shop.cluster.stream("orders").partition(0).moveHead(50);

        assertThat(shop.run(plan, RewindMode.EXECUTE).isComplete()).isTrue();
    }

    @Test
    void skipsNothingWithoutBeingAgreedTo() throws Exception {
        RewindPlan forth = shop.planned(new RewindAim.AtEnd()).plan();

        assertThat(refusal(() -> shop.run(forth, RewindMode.EXECUTE)))
                .hasMessageContaining("Events would be skipped unread")
                .extracting(PlanException::kind)
                .isEqualTo(PlanException.Kind.HAZARD);
        assertThat(shop.run(forth, RewindMode.EXECUTE, true).skipped()).isEqualTo(new EventCount(60, true));
    }

    @Test
    void rollsBackWithAllThatStoodBesideThePositions() throws Exception {
        shop.run(plan, RewindMode.EXECUTE);

        assertThat(shop.rollBack(plan, RewindMode.DRY_RUN).summary())
                .startsWith("Would roll back group 'billing' in 2 partitions");
        assertThat(shop.stands(shop.first)).isEqualTo(50);
        RewindReport back = shop.rollBack(plan, RewindMode.EXECUTE);

        assertThat(outcomes(back)).containsOnly(Outcome.SET);
        assertThat(shop.groups.positions("billing"))
                .containsEntry(shop.first, new GroupPosition(Rewinding.at(80), 3, "mine"));
        assertThat(shop.rollBack(plan, RewindMode.EXECUTE).isNoOp()).isTrue();
    }

    @Test
    void rollsBackAGroupThatHasReadOnAndForgetsWhatItNeverHad() throws Exception {
        shop.fill("refunds");
        RewindPlan fresh = shop.planned(Optional.of("refunds"), Set.of(0), new RewindAim.AtStart())
                .plan();
        var refunds = shop.cluster.stream("refunds").ref().partition(0);
        shop.run(fresh, RewindMode.EXECUTE);
        assertThat(shop.stands(refunds)).isZero();

        shop.rollBack(fresh, RewindMode.EXECUTE);

        assertThat(shop.stands(refunds)).isEqualTo(-1);
    }

    @Test
    void isNotContentWithAPlanThatWasRolledBack() throws Exception {
        shop.run(plan, RewindMode.EXECUTE);
        shop.rollBack(plan, RewindMode.EXECUTE);
        shop.groups.commit("billing", shop.first, 90);

        RewindCheckResult seen = shop.check(plan);

        assertThat(seen.isOk()).isFalse();
        assertThat(seen.summary())
                .isEqualTo("Taken back: group 'billing' was rolled back in all 2 partitions after this plan was run.");
        assertThat(shop.run(plan, RewindMode.EXECUTE).notes())
                .singleElement()
                .asString()
                .contains("It was rolled back at");
        shop.groups.commit("billing", shop.first, 10);
        assertThat(shop.check(plan).rows())
                .extracting(RewindCheckResult.Row::state)
                .containsExactly(State.SET_ELSEWHERE, State.ROLLED_BACK);
    }

    @Test
    void saysWhatItHasSetWhenItLosesTheConnectionBeforeItForgetsTheRest() throws Exception {
        shop.fill("refunds");
        var refunds = shop.cluster.stream("refunds").ref();
        shop.groups.commit("billing", refunds.partition(1), 10);
        RewindPlan fresh = shop.planned(Optional.of("refunds"), Set.of(), new RewindAim.AtStart())
                .plan();
        shop.run(fresh, RewindMode.EXECUTE);
        shop.groups.failDeleting(new SourceException(Kind.INTERRUPTED, "The connection is gone.", true, null));

        RewindReport back = shop.rollBack(fresh, RewindMode.EXECUTE);

        assertThat(outcomes(back)).containsExactly(Outcome.REFUSED, Outcome.SET);
        assertThat(back.rows().getFirst().reason()).isEqualTo("The connection is gone.");
        assertThat(shop.stands(refunds.partition(1))).isEqualTo(10);
    }

    @Test
    void asksBeforeItRollsBackAGroupThatWentBeyond() throws Exception {
        shop.run(plan, RewindMode.EXECUTE);
        shop.groups.commit("billing", shop.first, 70);
        assertThat(shop.rollBack(plan, RewindMode.DRY_RUN).hazards())
                .singleElement()
                .satisfies(hazard -> assertThat(hazard.isBlocking()).isFalse());

        shop.groups.commit("billing", shop.first, 95);

        assertThat(refusal(() -> shop.rollBack(plan, RewindMode.EXECUTE)))
                .hasMessageContaining("orders/0@95")
                .extracting(PlanException::kind)
                .isEqualTo(PlanException.Kind.HAZARD);
        assertThat(shop.stands(shop.first)).isEqualTo(95);
    }

    @Test
    void hasNothingToRollBackWhenItWasNeverRun() {
        assertThat(refusal(() -> shop.rollBack(plan, RewindMode.EXECUTE)))
                .hasMessageContaining("was never run here")
                .extracting(PlanException::kind)
                .isEqualTo(PlanException.Kind.REQUEST);
    }

    @Test
    void neverMixesTheSnapshotsOfTwoPlans() throws Exception {
        shop.run(plan, RewindMode.EXECUTE);
        RewindPlan other = shop.planned(new RewindAim.At(10)).plan();

        assertThat(refusal(() -> shop.run(other, RewindMode.EXECUTE))).hasMessageContaining("belongs to the plan");
        assertThat(shop.stands(shop.first)).isEqualTo(50);
    }

    @Test
    void verifiesWhatWasSetAndHowFarTheGroupHasReadOn() throws Exception {
        assertThat(shop.check(plan).isOk()).isFalse();
        shop.run(plan, RewindMode.EXECUTE);
        assertThat(shop.check(plan).summary()).endsWith("and stands there.");

        shop.groups.commit("billing", shop.first, 90);
        RewindCheckResult seen = shop.check(plan);

        assertThat(seen.isOk()).isTrue();
        assertThat(seen.rows())
                .extracting(RewindCheckResult.Row::state)
                .containsExactly(State.READ_ON, State.AS_PLANNED);
        assertThat(seen.rows().getFirst().readOn()).isEqualTo(40);
        shop.groups.commit("billing", shop.second, 10);
        assertThat(shop.check(plan).rows().get(1).state()).isEqualTo(State.SET_ELSEWHERE);
    }

    @Test
    void elsewhereItGoesByTheGroupsOwnHistory() throws Exception {
        shop.run(plan, RewindMode.EXECUTE);
        Files.delete(folder.resolve("plan.after.json"));
        shop.groups.commit("billing", shop.first, 80).commit("billing", shop.second, 60);
        assertThat(shop.check(plan).rows())
                .extracting(RewindCheckResult.Row::state)
                .containsOnly(State.NOT_SET);

        long later = Rewinding.NOW.toEpochMilli() + 1;
        shop.cluster.addGroupCommit(new GroupCommit("billing", shop.first, Rewinding.at(50), later, -1));
        shop.cluster.addGroupCommit(new GroupCommit("billing", shop.second, Rewinding.at(50), later - 1000, -1));

        assertThat(shop.check(plan).rows())
                .extracting(RewindCheckResult.Row::state)
                .containsExactly(State.READ_ON, State.NOT_SET);
    }
}
