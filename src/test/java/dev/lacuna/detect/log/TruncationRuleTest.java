package dev.lacuna.detect.log;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruncationRuleTest {

    private static Baseline baselineOf(LogStory story) {
        return story.walk(new BaselineRecorder(story.context())).baseline().orElseThrow();
    }

    private static List<Finding> compare(LogStory then, LogStory now) {
        return now.tell(new TruncationRule(List.of(baselineOf(then))));
    }

    private static LogStory eighty() {
        LogStory story = new LogStory().scannedAt(0);
        for (int i = 0; i < 80; i++) {
            story.sent(7, 0, i, 1);
        }
        return story;
    }

    private static LogStory fifty() {
        LogStory story = new LogStory();
        for (int i = 0; i < 50; i++) {
            story.sent(7, 0, i, 1);
        }
        return story;
    }

    @Test
    void keepsWhereEpochsBeginAndASampleOfBatches() {
        Baseline baseline = baselineOf(eighty().leader(3).sent(7, 1, 0, 5));

        assertThat(baseline.from()).isEqualTo(Position.offset(0));
        assertThat(baseline.to()).isEqualTo(Position.offset(85));
        assertThat(baseline.streamId()).isEqualTo("id");
        assertThat(baseline.dense()).isTrue();
        assertThat(baseline.epochs())
                .containsExactly(
                        new Baseline.EpochStart(0, Position.offset(0)),
                        new Baseline.EpochStart(3, Position.offset(80)));
        assertThat(baseline.marks()).hasSize(81);
    }

    @Test
    void aTopicWithoutAnIdOfWhichNothingIsLeftMayHaveBeenMadeAnew() {
        LogStory shorter = new LogStory().withoutId();
        LogStory longer = new LogStory().withoutId();
        for (int i = 0; i < 100; i++) {
            longer.sent(8, 0, i, 1);
        }
        for (LogStory now : List.of(shorter, longer)) {
            Finding finding = only(compare(eighty().withoutId(), now));

            assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(finding.positions()).isEqualTo(PositionRange.offsets(0, 80));
            assertThat(finding.missing()).isEmpty();
            assertThat(finding.explanation().explanation()).contains("deleted and made anew");
        }
    }

    @Test
    void aFolderWithoutAnIdMayBeACopyFromBefore() {
        Baseline earlier = inPlace(baselineOf(eighty().withoutId()), "segments:/mnt/copy");
        Finding finding = only(new LogStory().withoutId().tell(new TruncationRule(List.of(earlier))));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.explanation().explanation())
                .contains("copy from before")
                .doesNotContain("made anew");
    }

    @Test
    void aTopicWithoutAnIdOfWhichTheBeginningIsLeftWasCutOff() {
        Finding finding = only(compare(eighty().withoutId(), fifty().withoutId()));

        assertThat(finding.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(50, 80));
    }

    @Test
    void keepsALongLogInLittleRoomAndItsLastBatchAlways() {
        LogStory story = new LogStory();
        for (int i = 0; i < 10_001; i++) {
            story.sent(7, 0, i, 1);
        }
        Baseline baseline = baselineOf(story);

        assertThat(baseline.marks()).hasSizeBetween(128, 257);
        assertThat(baseline.marks().get(baseline.marks().size() - 1).first()).isEqualTo(Position.offset(10_000));
    }

    @Test
    void aLogWithMarkersOrHolesIsNotDense() {
        assertThat(baselineOf(new LogStory().plain(3).marker()).dense()).isFalse();
        assertThat(baselineOf(new LogStory().plain(3).hole(2).plain(1)).dense()).isFalse();
        assertThat(baselineOf(new LogStory().plain(3).thinned(4, 3)).dense()).isFalse();
        assertThat(baselineOf(new LogStory().plain(3).hole(2)).dense()).isFalse();
    }

    @Test
    void findsNothingInALogThatOnlyGrew() {
        assertThat(compare(eighty(), eighty())).isEmpty();
        assertThat(compare(eighty(), eighty().leader(1).sent(7, 0, 80, 40))).isEmpty();
        assertThat(compare(fifty(), eighty())).isEmpty();
    }

    @Test
    void findsExactlyWhatAnUncleanElectionCutOff() {
        // 50 were replicated, 30 more were not; the new leader goes on at 50 with other events
        Finding loss = only(compare(eighty(), fifty().leader(2).sent(7, 1, 0, 100)));

        assertThat(loss.kind()).isEqualTo(FindingKind.LOG_TRUNCATED);
        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.cause()).isEqualTo(Cause.TRUNCATED);
        assertThat(loss.positions()).isEqualTo(PositionRange.offsets(50, 80));
        assertThat(loss.missing()).hasValue(30);
        assertThat(loss.basis()).isEqualTo(Basis.EXACT);
        assertThat(LogStory.fact(loss, "epoch_before")).isZero();
        assertThat(LogStory.fact(loss, "epoch_after")).isEqualTo(2);
        assertThat(loss.time().fromMillis()).isEqualTo(LogStory.START_MILLIS + 49_000);
        assertThat(loss.time().toMillis()).isEqualTo(LogStory.START_MILLIS + 79_000);
    }

    @Test
    void findsItAlsoWhereTheNewLogIsStillShorter() {
        assertThat(only(compare(eighty(), fifty().leader(2).sent(7, 1, 0, 10))).positions())
                .isEqualTo(PositionRange.offsets(50, 80));
        assertThat(only(compare(eighty(), fifty())).positions()).isEqualTo(PositionRange.offsets(50, 80));
        assertThat(only(compare(eighty(), fifty())).verdict()).isEqualTo(Verdict.LOSS);
    }

    @Test
    void findsOtherBatchesWithoutANewEpoch() {
        LogStory now = fifty();
        for (int i = 0; i < 40; i++) {
            now.sent(8, 0, i, 1);
        }
        Finding loss = only(compare(eighty(), now));

        assertThat(loss.positions()).isEqualTo(PositionRange.offsets(50, 80));
        assertThat(loss.basis()).isEqualTo(Basis.AT_LEAST);
        assertThat(LogStory.fact(loss, "same_up_to")).isEqualTo(49);
    }

    @Test
    void aLargerBatchInPlaceOfSmallOnesIsAnotherBatch() {
        LogStory now = fifty().sent(7, 0, 50, 40);

        assertThat(only(compare(eighty(), now)).positions()).isEqualTo(PositionRange.offsets(50, 80));
    }

    @Test
    void positionsThatHeldMarkersAreAnUpperBound() {
        LogStory then = fifty().inTransaction(9, 0, 0, 10, Fate.COMMITTED).markerOf(9, 0);
        Finding loss = only(compare(then, fifty().leader(2).sent(7, 1, 0, 100)));

        assertThat(loss.missing()).hasValue(11);
        assertThat(loss.basis()).isEqualTo(Basis.ESTIMATED);
    }

    @Test
    void whatRetentionTookIsNotCutOff() {
        LogStory now = new LogStory().startingAt(60);
        for (int i = 60; i < 80; i++) {
            now.clock(i * 1000L).sent(7, 0, i, 1);
        }
        assertThat(compare(eighty(), now)).isEmpty();
        assertThat(compare(eighty(), new LogStory().startingAt(200).leader(4).sent(7, 0, 200, 10)))
                .isEmpty();
    }

    @Test
    void whatTheCleanerThinnedIsTheSameBatch() {
        LogStory then = new LogStory().compactedStream().sent(7, 0, 0, 10).sent(7, 0, 10, 10);
        LogStory now = new LogStory().compactedStream().hole(10).sent(7, 0, 10, 10);

        assertThat(compare(then, now)).isEmpty();
    }

    @Test
    void anElectionIsFoundInACompactedLogToo() {
        LogStory then = new LogStory().compactedStream().sent(7, 0, 0, 10).sent(7, 0, 10, 10);
        LogStory now =
                new LogStory().compactedStream().sent(7, 0, 0, 10).leader(1).sent(8, 0, 0, 20);

        assertThat(only(compare(then, now)).positions()).isEqualTo(PositionRange.offsets(10, 20));
    }

    @Test
    void aScanThatBeginsBehindTheCutKnowsOnlyALowerBound() {
        LogStory now = new LogStory().startingAt(60).leader(2).sent(7, 1, 10, 100);
        Finding loss = only(compare(eighty(), now));

        assertThat(loss.positions()).isEqualTo(PositionRange.offsets(60, 80));
        assertThat(loss.basis()).isEqualTo(Basis.AT_LEAST);
    }

    @Test
    void aStreamWithAnotherIdWasMadeAnew() {
        Baseline other = withId(baselineOf(eighty()), "another");
        Finding recreated = only(fifty().tell(new TruncationRule(List.of(other))));

        assertThat(recreated.kind()).isEqualTo(FindingKind.TOPIC_RECREATED);
        assertThat(recreated.verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(recreated.evidence().text("earlier_id")).isEqualTo("another");
        assertThat(recreated.evidence().text("id")).isEqualTo("id");
    }

    @Test
    void whereNoIdIsKnownPositionsAreCompared() {
        Baseline nameless = withId(baselineOf(eighty()), "");

        assertThat(only(fifty().tell(new TruncationRule(List.of(nameless)))).kind())
                .isEqualTo(FindingKind.LOG_TRUNCATED);
    }

    @Test
    void aFolderMayBeACopyFromBeforeTheClusterWasScanned() {
        Baseline ofFolder = inPlace(baselineOf(eighty()), "segments:/backup/kafka");
        Finding suspect = only(fifty().tell(new TruncationRule(List.of(ofFolder))));

        assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(suspect.explanation().explanation()).contains("a copy from before", "/backup/kafka");
        // the cluster by another of its addresses is the same place
        Baseline ofCluster = inPlace(baselineOf(eighty()), "kafka://other:9092");
        assertThat(only(fifty().tell(new TruncationRule(List.of(ofCluster)))).verdict())
                .isEqualTo(Verdict.LOSS);
        // and what another leader wrote on is cut off wherever it is seen
        LogStory cut = fifty().leader(2).sent(7, 1, 0, 100);
        assertThat(only(cut.tell(new TruncationRule(List.of(ofFolder)))).verdict())
                .isEqualTo(Verdict.LOSS);
    }

    @Test
    void aBatchThatTheCleanerPackedAnewIsTheSame() {
        Baseline then = baselineOf(eighty());
        List<Baseline.Mark> larger = then.marks().stream()
                .map(mark -> new Baseline.Mark(
                        mark.first(),
                        mark.last(),
                        mark.leaderEpoch(),
                        mark.producerId(),
                        mark.sequence(),
                        mark.maxMillis(),
                        mark.bytes() + 7))
                .toList();

        assertThat(eighty().tell(new TruncationRule(List.of(with(then, then.partition(), larger)))))
                .isEmpty();
    }

    @Test
    void aPartitionThatWasNotScannedThenSaysNothing() {
        assertThat(fifty().tell(new TruncationRule(List.of()))).isEmpty();
    }

    @Test
    void nothingIsComparedFromAPlainConsumer() {
        assertThat(compare(eighty(), new LogStory().asConsumer().leader(5).plain(90)))
                .isEmpty();
        assertThat(compare(
                        new LogStory().asConsumer().plain(80),
                        eighty().leader(5).plain(2)))
                .isEmpty();
    }

    private static Baseline inPlace(Baseline baseline, String source) {
        var stream = new StreamRef(source, LogStory.STREAM.name());
        return with(baseline, stream.partition(baseline.partition().number()), baseline.marks());
    }

    private static Baseline with(Baseline baseline, PartitionRef partition, List<Baseline.Mark> marks) {
        return new Baseline(
                partition,
                baseline.streamId(),
                baseline.atMillis(),
                baseline.from(),
                baseline.to(),
                baseline.dense(),
                baseline.epochs(),
                marks);
    }

    private static Baseline withId(Baseline baseline, String id) {
        return new Baseline(
                baseline.partition(),
                id,
                baseline.atMillis(),
                baseline.from(),
                baseline.to(),
                baseline.dense(),
                baseline.epochs(),
                baseline.marks());
    }
}
