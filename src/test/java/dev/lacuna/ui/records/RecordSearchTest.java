package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.model.Position;
import dev.lacuna.ui.gallery.ListedRecords;
import dev.lacuna.ui.kit.Formats;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RecordSearchTest extends RecordsFixture {

    @Test
    void saysHowFarASearchCameAndGoesOn() throws Exception {
        load(new ListedRecords(100_000, RecordsFixture::row, List.of()));
        model.search(EventFilter.compile("value.n % 20 == 7"), runner);
        until(() -> !model.hits().isSearching());

        assertThat(model.rows().getFirst().event().position()).isEqualTo(Position.offset(7));
        assertThat(model.hits().canGoOn()).isTrue();
        assertThat(words()).isEqualTo("1 000 hits. Searched 20.0 K of 100 K positions; there may be more.");

        model.searchOn(runner);
        until(() -> !model.hits().isSearching());
        assertThat(words()).isEqualTo("2 000 hits. Searched 40.0 K of 100 K positions; there may be more.");
    }

    @Test
    void neverSaysThatThereIsNothingBeforeEverythingWasSearched() throws Exception {
        var stopped = new CountDownLatch(1);
        load(new ListedRecords(
                BILLION,
                number -> {
                    if (number == 5_000) {
                        stopped.countDown();
                    }
                    return row(number);
                },
                List.of()));
        model.search(EventFilter.compile("value.n < 0"), runner);
        stopped.await();
        assertThat(words()).startsWith("No hit so far. Searching: ");
        model.hits().stop();
        until(() -> !model.hits().isSearching());
        assertThat(words()).doesNotContain("all").startsWith("No hit so far. Searched ");

        load(new ListedRecords(300, RecordsFixture::row, List.of()));
        model.search(EventFilter.compile("value.n < 0"), runner);
        until(() -> !model.hits().isSearching());
        assertThat(words()).isEqualTo("No hit. Searched all 300 positions.");
    }

    @Test
    void saysInASentenceOfItsOwnWhatTheFilterCouldNotJudge() throws Exception {
        load(new ListedRecords(30, RecordsFixture::row, List.of()));
        model.search(EventFilter.compile("value.price > 1"), runner);
        until(() -> !model.hits().isSearching());
        assertThat(words())
                .startsWith(
                        "No hit. Searched all 30 positions. The filter could not judge 30 records, which are left out;")
                .endsWith("there is no field 'price'.");
    }

    @Test
    void findsTheNextHitAndTheOneBefore() throws Exception {
        load(new ListedRecords(100_000, RecordsFixture::row, List.of()));
        EventFilter filter = EventFilter.compile("value.n % 30000 == 29999");
        model.find(filter, true, runner);
        until(() -> lead() == 29_999);
        model.find(filter, true, runner);
        until(() -> lead() == 59_999);
        model.find(filter, false, runner);
        until(() -> lead() == 29_999);
        model.find(filter, false, runner);
        until(() -> !model.hits().isSearching());
        assertThat(words()).isEqualTo("There is no hit before this one.");
        assertThat(lead()).isEqualTo(29_999);
    }

    private String words() {
        return model.hits()
                .words(model.list().orElseThrow().size(), new Formats())
                .replace(Formats.GROUP, ' ');
    }

    @Test
    void aListThatFailedLeavesNoHitsOfTheOneBefore() throws Exception {
        load(billion());
        model.search(EventFilter.compile("value.n < 3"), runner);
        until(() -> model.hits().window().rows().size() == 3);
        model.hits().stop();
        model.load(runner.start("list", context -> {
            throw new IllegalStateException("The broker does not answer.");
        }));
        until(() -> model.standing().phaseProperty().get() == ListStanding.Phase.FAILED);

        assertThat(model.rows()).isEmpty();
        assertThat(model.hits().isShown()).isFalse();
    }
}
