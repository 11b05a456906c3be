package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwaitedPlaceTest {

    private final List<Target> gone = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private boolean taken;
    private boolean there;
    private String missing = "";

    private AwaitedPlace awaited(String place) {
        var ground = new AwaitedPlace.Ground() {
            @Override
            public boolean isTaken() {
                return taken;
            }

            @Override
            public boolean go(Target target) {
                if (there) {
                    gone.add(target);
                }
                return there;
            }

            @Override
            public Optional<String> missing(Target target) {
                return missing.isEmpty() ? Optional.empty() : Optional.of(missing);
            }
        };
        return new AwaitedPlace(place, words -> Target.parse(words, 0, ZoneOffset.UTC), ground, told::add);
    }

    @Test
    void isGoneToOnceItIsThereAndNeverAgain() {
        AwaitedPlace place = awaited("finding:9d1c");
        place.look();
        assertThat(gone).isEmpty();
        assertThat(place.isOpen()).isTrue();

        there = true;
        place.look();
        place.look();

        assertThat(gone).containsExactly(new Target.AtFinding("9d1c"));
        assertThat(told).isEmpty();
    }

    @Test
    void takesNobodyAwayWhoHasBegunToLookAround() {
        AwaitedPlace place = awaited("2@4120");
        place.look();
        taken = true;
        there = true;
        place.look();
        taken = false;
        place.look();

        assertThat(gone).isEmpty();
        assertThat(told).isEmpty();
        assertThat(place.isOpen()).isFalse();
    }

    @Test
    void saysOnceWhyItWillNotCome() {
        AwaitedPlace place = awaited("finding:9d1c");
        missing = "no such finding";
        place.look();
        place.look();

        assertThat(told).containsExactly("no such finding");
    }

    @Test
    void saysWhatCanBeWrittenWhereNothingIsMeant() {
        awaited("over there").look();

        assertThat(told).singleElement().asString().contains("Write an offset");
    }

    @Test
    void nothingIsAwaitedWhereNothingWasSaid() {
        there = true;
        awaited("").look();

        assertThat(gone).isEmpty();
        assertThat(told).isEmpty();
    }
}
