package dev.lacuna.detect.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.gap.OffsetsRule;
import dev.lacuna.detect.gap.SequenceRule;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DamageRuleTest {

    private static LogStory story() {
        return new LogStory();
    }

    @Test
    void suspectsPositionsThatCantBeRead() {
        List<Finding> findings = story().plain(3).damaged(4).plain(3).tell(new DamageRule());
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.LOG_DAMAGED);
            assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(finding.severity()).isEqualTo(Severity.MAJOR);
            assertThat(finding.cause()).isEqualTo(Cause.LOG_DAMAGE);
            assertThat(finding.positions()).isEqualTo(PositionRange.offsets(3, 7));
            assertThat(finding.missing()).hasValue(4);
            assertThat(finding.basis()).isEqualTo(Basis.ESTIMATED);
            assertThat(finding.time())
                    .isEqualTo(new TimeSpan(LogStory.START_MILLIS + 2_000, LogStory.START_MILLIS + 3_000));
            assertThat(finding.evidence().facts())
                    .containsEntry("damage", "unreadable-batch")
                    .containsEntry("file", "orders-3/0.log")
                    .containsEntry("byte_offset", 700L)
                    .containsEntry("bytes", 99L)
                    .containsEntry("positions", 4L);
            assertThat(finding.explanation().summary()).isEqualTo("4 positions that can't be read");
            assertThat(finding.explanation().explanation()).startsWith("The checksum is wrong.");
        });
    }

    @Test
    void saysOfACompactedStreamThatSomePositionsMayHaveBeenEmpty() {
        assertThat(story().compactedStream().plain(1).damaged(4).plain(1).tell(new DamageRule()))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.explanation().explanation()).contains("compacted"));
    }

    @Test
    void leavesATornEndUndecidedUnlessSomethingIsKnownToHaveStoodThere() {
        assertThat(story().plain(3)
                        .damage(Damage.Kind.TORN_TAIL, Optional.empty(), "It is torn.")
                        .tell(new DamageRule()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
                    assertThat(finding.missing()).isEmpty();
                    assertThat(finding.positions()).isEqualTo(PositionRange.offsets(3, 3));
                });
        assertThat(story().plain(3)
                        .damage(Damage.Kind.TORN_TAIL, Optional.of(PositionRange.offsets(3, 5)), "It is torn.")
                        .tell(new DamageRule()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT));
    }

    @Test
    void sumsUpWhatHidesNothing() {
        LogStory story = story().plain(1);
        for (int i = 0; i < 9; i++) {
            story.damage(Damage.Kind.FOREIGN_FILE, Optional.empty(), "File " + i + " is foreign.");
        }
        story.damage(Damage.Kind.OVERLAP, Optional.of(PositionRange.offsets(0, 1)), "It stands there twice.");

        List<Finding> findings = story.plain(1).tell(new DamageRule());

        assertThat(findings)
                .extracting(finding ->
                        finding.verdict() + " " + finding.explanation().summary())
                .containsExactlyInAnyOrder("BENIGN 9 foreign files", "BENIGN 1 overlapping log file");
        assertThat(findings).allSatisfy(finding -> assertThat(finding.status()).isEqualTo(FindingStatus.EXPLAINED));
        assertThat(findings)
                .anySatisfy(finding ->
                        assertThat(finding.explanation().explanation()).contains("File 4 is foreign. And 4 more."));
    }

    @Test
    void tellsOnlySoManyOneByOne() {
        LogStory story = story().plain(1);
        for (int i = 0; i < 5; i++) {
            story.damaged(2).plain(1);
        }
        List<Finding> findings = story.tell(new DamageRule(2));
        assertThat(findings).hasSize(3);
        assertThat(findings.get(2).missing()).hasValue(6);
        assertThat(findings.get(2).positions()).isEqualTo(PositionRange.offsets(7, 15));
        assertThat(findings.get(2).evidence().number("places")).isEqualTo(3);
    }

    @Test
    void leavesTheOffsetsRuleNothingToSayOfWhatIsDamaged() {
        assertThat(story().plain(3).damaged(4).plain(3).tell(new OffsetsRule())).isEmpty();
        assertThat(story().damaged(4).plain(3).tell(new OffsetsRule())).isEmpty();
        assertThat(story().plain(3).damaged(4).tell(new OffsetsRule())).isEmpty();
    }

    @Test
    void leavesTheOffsetsRuleTheHolesBesideADamage() {
        List<Finding> findings =
                story().plain(3).hole(2).damaged(4).hole(5).plain(3).tell(new OffsetsRule());
        assertThat(findings)
                .extracting(finding -> finding.verdict() + " " + finding.positions())
                .containsExactly("LOSS 3:5", "LOSS 9:14");
    }

    @Test
    void makesTheSequenceRuleDoubtWhatMayStandInADamagedPlace() {
        assertThat(story().count(0, 9).damaged(5).count(15, 19).tell(new SequenceRule()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
                    assertThat(finding.cause()).isEqualTo(Cause.LOG_DAMAGE);
                    assertThat(finding.missing()).hasValue(5);
                });
        // what is missing elsewhere may have come late, just there
        assertThat(story().count(0, 9).count(12, 19).damaged(5).count(20, 29).tell(new SequenceRule()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
                    assertThat(finding.cause()).isEqualTo(Cause.NEVER_WRITTEN);
                    assertThat(finding.explanation().explanation()).contains("5 positions of this partition");
                });
    }

    @Test
    void doesNotMakeTheSequenceRuleTakeDamageForCompaction() {
        assertThat(story().compactedStream()
                        .count(0, 9)
                        .damaged(5)
                        .count(15, 19)
                        .tell(new SequenceRule()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT));
    }

    @Test
    void tellsTheSameAtEachEndAlsoWhereThereAreMoreThanAreToldOneByOne() {
        List<Finding> told = new ArrayList<>();
        Detector detector = new DamageRule(2).start(story().plain(20).context(), told::add);
        for (int at = 0; at < 3; at++) {
            detector.damage(new Damage(
                    Damage.Kind.UNREADABLE_BATCH,
                    Optional.of(PositionRange.offsets(4L * at, 4L * at + 2)),
                    "orders-0",
                    -1,
                    99,
                    "It can't be read."));
        }
        detector.end(Position.offset(12), true);
        List<Finding> first = List.copyOf(told);
        told.clear();
        detector.end(Position.offset(12), true);

        assertThat(first).hasSize(3);
        assertThat(told).isEqualTo(first);
    }
}
