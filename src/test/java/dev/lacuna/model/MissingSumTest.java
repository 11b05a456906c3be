package dev.lacuna.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MissingSumTest {

    private static final StreamRef ORDERS = new StreamRef("kafka://here", "orders");

    private static Finding lost(int partition, FindingKind kind, OptionalLong missing, Basis basis) {
        return Finding.of(
                ORDERS.partition(partition),
                kind,
                Severity.MAJOR,
                Verdict.LOSS,
                Cause.NEVER_WRITTEN,
                PositionRange.offsets(10, 11),
                missing,
                basis,
                new TimeSpan(1, 2),
                new Explanation("Some missing", "Why.", "What to do."),
                Evidence.NONE,
                "");
    }

    private static Finding gap(int partition, long missing, Basis basis) {
        return lost(partition, FindingKind.GAP_SEQUENCE, OptionalLong.of(missing), basis);
    }

    private static Finding at(long offset, Finding like) {
        return Finding.of(
                like.partition(),
                like.kind(),
                like.severity(),
                like.verdict(),
                like.cause(),
                PositionRange.offsets(offset, offset + 1),
                like.missing(),
                like.basis(),
                like.time(),
                like.explanation(),
                like.evidence(),
                "");
    }

    private static MissingSum sum(long count, Basis basis) {
        return new MissingSum(OptionalLong.of(count), basis);
    }

    @Test
    void isAsGoodAsTheWorstOfItsCounts() {
        assertThat(MissingSum.of(List.of(gap(0, 3, Basis.EXACT), gap(1, 4, Basis.EXACT))))
                .isEqualTo(sum(7, Basis.EXACT));
        assertThat(MissingSum.of(List.of(gap(0, 3, Basis.EXACT), gap(1, 4, Basis.AT_LEAST))))
                .isEqualTo(sum(7, Basis.AT_LEAST));
        assertThat(MissingSum.of(List.of(gap(0, 3, Basis.AT_LEAST), gap(1, 4, Basis.ESTIMATED))))
                .as("an estimate may be too high")
                .isEqualTo(sum(7, Basis.ESTIMATED));
    }

    @Test
    void countsOnceWhatTwoKindsTellOfTheSamePlace() {
        Finding offsets = lost(0, FindingKind.GAP_OFFSETS, OptionalLong.of(3), Basis.EXACT);

        assertThat(MissingSum.of(List.of(gap(0, 3, Basis.EXACT), offsets)))
                .as("they may be the same, and may be others")
                .isEqualTo(sum(3, Basis.AT_LEAST));
        assertThat(MissingSum.of(List.of(gap(0, 5, Basis.EXACT), offsets))).isEqualTo(sum(5, Basis.AT_LEAST));
        assertThat(MissingSum.of(List.of(gap(1, 3, Basis.EXACT), offsets))).isEqualTo(sum(6, Basis.EXACT));
        assertThat(MissingSum.of(List.of(at(40, gap(0, 3, Basis.EXACT)), offsets)))
                .as("elsewhere in the partition")
                .isEqualTo(sum(6, Basis.EXACT));
    }

    @Test
    void takesNoEstimateWhereSomebodyHasCounted() {
        Finding silence = lost(0, FindingKind.SILENCE, OptionalLong.of(900), Basis.ESTIMATED);

        assertThat(MissingSum.of(List.of(silence, gap(0, 173, Basis.EXACT)))).isEqualTo(sum(173, Basis.AT_LEAST));
        assertThat(MissingSum.of(List.of(silence, gap(1, 173, Basis.EXACT)))).isEqualTo(sum(1_073, Basis.ESTIMATED));
    }

    @Test
    void addsUpWhatOneKindTellsOfTheSamePlace() {
        assertThat(MissingSum.of(List.of(gap(0, 2, Basis.EXACT), gap(0, 3, Basis.EXACT))))
                .as("numbers of two scopes")
                .isEqualTo(sum(5, Basis.EXACT));
    }

    @Test
    void saysNothingWhereNothingWasCounted() {
        Finding uncounted = lost(0, FindingKind.GAP_SEQUENCE, OptionalLong.empty(), Basis.NONE);

        assertThat(MissingSum.of(List.of(uncounted)).count()).isEmpty();
        assertThat(MissingSum.of(List.of(uncounted, gap(0, 2, Basis.EXACT)))).isEqualTo(sum(2, Basis.EXACT));
    }
}
