package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.source.kafka.WireDoubt.Verdict;
import org.junit.jupiter.api.Test;

/// A leader that gives nothing: only proof tells what that means.
class WireDoubtTest {

    private static final int LEADER = 1;
    private static final long SECOND = 1_000_000_000L;

    /// Nothing comes from 100 on, and 500 is where the range ends.
    private final WireDoubt doubt = new WireDoubt(100, 500, 0);

    @Test
    void believesAnEmptyAnswerWhenTheLogIsOnTheLeadersOwnDisk() {
        assertThat(doubt.nothingUpTo(500, LEADER, 0)).isEqualTo(Verdict.OPEN);
        assertThat(doubt.takesLookUp()).isTrue();
        assertThat(doubt.takesLookUp()).isFalse();
        assertThat(doubt.nothingUpTo(500, LEADER, 1)).isEqualTo(Verdict.OPEN); // the look-up is under way
        doubt.localFrom(100);
        assertThat(doubt.nothingUpTo(500, LEADER, 2)).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void neverBelievesThatRemoteStorageIsEmptyHoweverLongItGivesNothing() {
        doubt.nothingUpTo(500, LEADER, 0);
        assertThat(doubt.takesLookUp()).isTrue();
        doubt.localFrom(101);
        for (int second = 0; second < 10_000; second++) {
            assertThat(doubt.nothingUpTo(500, LEADER, second * SECOND)).isEqualTo(Verdict.OPEN);
            assertThat(doubt.takesLookUp()).isFalse();
        }
        assertThat(doubt.why()).contains("remote storage");
    }

    @Test
    void looksAgainWhenAnotherLeaderAnswers() {
        doubt.nothingUpTo(500, LEADER, 0);
        assertThat(doubt.takesLookUp()).isTrue();
        doubt.localFrom(0);
        assertThat(doubt.nothingUpTo(500, 2, 1)).isEqualTo(Verdict.OPEN);
        assertThat(doubt.takesLookUp()).isTrue();
        doubt.localFrom(0);
        assertThat(doubt.nothingUpTo(500, 2, 2)).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void repeatsALookUpThatFailed() {
        doubt.nothingUpTo(500, LEADER, 0);
        assertThat(doubt.takesLookUp()).isTrue();
        doubt.localUnknown();
        assertThat(doubt.takesLookUp()).isTrue();
    }

    @Test
    void doesNotBelieveABrokerThatGivesWhatStandsBehind() {
        untold();
        doubt.nothingUpTo(500, LEADER, 0);
        assertThat(doubt.probe()).isEqualTo(499);
        doubt.probed(false, false); // others took the room
        assertThat(doubt.probe()).isEqualTo(499);
        doubt.probed(true, true);
        assertThat(doubt.probe()).isEqualTo(WireDoubt.NO_PROBE);
        assertThat(doubt.nothingUpTo(500, LEADER, 1_000 * SECOND)).isEqualTo(Verdict.OPEN);
        assertThat(doubt.why()).contains("more stands behind it");
    }

    @Test
    void believesAnOldBrokerOnlyAfterAWhileAndWhenNothingStandsBehind() {
        untold();
        doubt.nothingUpTo(500, LEADER, 0);
        doubt.probed(false, true);
        assertThat(doubt.nothingUpTo(500, LEADER, WireDoubt.UNTOLD_NANOS)).isEqualTo(Verdict.OPEN);
        assertThat(doubt.nothingUpTo(500, LEADER, WireDoubt.UNTOLD_NANOS + 1)).isEqualTo(Verdict.EMPTY);
    }

    private void untold() {
        doubt.nothingUpTo(500, LEADER, 0);
        assertThat(doubt.takesLookUp()).isTrue();
        doubt.localUntold();
    }

    @Test
    void provesThatTheLogEndsByAProbeAtTheRangesEnd() {
        assertThat(doubt.nothingUpTo(100, LEADER, 0)).isEqualTo(Verdict.OPEN);
        assertThat(doubt.probe()).isEqualTo(WireDoubt.NO_PROBE); // a new leader may not know its end yet
        assertThat(doubt.nothingUpTo(100, LEADER, WireDoubt.GRACE_NANOS + 1)).isEqualTo(Verdict.OPEN);
        assertThat(doubt.probe()).isEqualTo(500);
        assertThat(doubt.probedOutOfRange()).isEqualTo(Verdict.ENDED);
    }

    @Test
    void waitsForWhatTheLogHoldsButTheLeaderHasNotConfirmed() {
        for (int second = 0; second < 1_000; second += 10) {
            assertThat(doubt.nothingUpTo(100, LEADER, second * SECOND)).isEqualTo(Verdict.OPEN);
            if (doubt.probe() != WireDoubt.NO_PROBE) {
                doubt.probed(false, true);
            }
        }
        assertThat(doubt.takesLookUp()).isFalse();
        assertThat(doubt.why()).contains("not confirmed");
    }
}
