package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.MarkShape;
import dev.lacuna.ui.kit.Tone;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochTickTest {

    private static final double WIDTH = 1_000;
    private static final ToDoubleFunction<String> SIX_A_LETTER = text -> text.length() * 6;

    /// One pixel per second.
    private final AxisScale scale = new AxisScale(AxisWindow.around(new AxisSpan(0, 1_000_000), 0), WIDTH);

    private static LaneEpoch at(int second) {
        return new LaneEpoch(1, 3, second * 1_000L);
    }

    private List<EpochTick> place(List<LaneEpoch> epochs, List<MarkLayout.Placed> marks, List<EpochTick> above) {
        return EpochTick.place(epochs, epoch -> OptionalLong.of(epoch.first()), scale, marks, above, SIX_A_LETTER);
    }

    private MarkLayout.Placed loss(long fromSecond, long toSecond) {
        var style = new FindingStyle(Tone.LOSS, MarkShape.HATCH, "! 173", "");
        var mark = new LaneMark("a", fromSecond * 1_000, toSecond * 1_000, style, 0);
        return new MarkLayout(scale, SIX_A_LETTER).place(List.of(mark)).getFirst();
    }

    @Test
    void namesAChangeOnTheLeftOfItsLine() {
        EpochTick tick = place(List.of(at(500)), List.of(), List.of()).getFirst();

        assertThat(tick.label()).isEqualTo("leader epoch 1 → 3");
        assertThat(tick.labelX()).isEqualTo(500 - 4 - 18 * 6);
    }

    @Test
    void namesItOnTheRightOrShorterWhereTheLeftIsTaken() {
        assertThat(place(List.of(at(20)), List.of(), List.of()).getFirst().labelX())
                .isEqualTo(24);
        assertThat(place(List.of(at(500)), List.of(loss(440, 499)), List.of())
                        .getFirst()
                        .label())
                .as("left of it lies a loss, and right of it stand the loss's words")
                .isEmpty();
        assertThat(place(List.of(at(500), at(590)), List.of(loss(300, 400)), List.of())
                        .getFirst()
                        .label())
                .isEqualTo("epoch 1 → 3");
    }

    @Test
    void saysNothingWhereThereIsNoRoom() {
        List<EpochTick> ticks = place(List.of(at(500), at(510), at(520), at(530)), List.of(), List.of());

        assertThat(ticks).hasSize(4);
        assertThat(ticks)
                .extracting(EpochTick::label)
                .containsExactly("leader epoch 1 → 3", "", "", "leader epoch 1 → 3");
    }

    @Test
    void saysOnceWhatManyLanesHaveAtTheSamePlace() {
        List<EpochTick> first = place(List.of(at(500)), List.of(), List.of());
        List<EpochTick> second = place(List.of(at(501)), List.of(), first);
        List<EpochTick> third = place(List.of(at(502)), List.of(), second);
        List<EpochTick> elsewhere = place(List.of(at(700)), List.of(), third);

        assertThat(second.getFirst().label()).isEmpty();
        assertThat(third.getFirst().label()).isEmpty();
        assertThat(elsewhere.getFirst().label()).isNotEmpty();
    }

    @Test
    void saysNothingWhereChangesCrowd() {
        List<LaneEpoch> many =
                IntStream.range(0, 20).mapToObj(i -> at(100 + 40 * i)).toList();

        assertThat(place(many, List.of(), List.of()))
                .hasSize(20)
                .allMatch(tick -> tick.label().isEmpty());
    }

    @Test
    void leavesOutWhatIsNotInSight() {
        assertThat(place(List.of(at(2_000)), List.of(), List.of())).isEmpty();
    }
}
