package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaletteEntryTest {

    private static PaletteEntry entry(String words) {
        return new PaletteEntry("WINDOW", words, List.of(), Optional.empty(), true, () -> {});
    }

    private final List<PaletteEntry> entries = List.of(
            entry("Open another source…"),
            entry("Export findings as CSV…"),
            entry("Go to offset or time…"),
            entry("Only lanes with findings"),
            entry("Collapse all lanes"));

    private List<String> matching(String letters) {
        return PaletteEntry.matching(entries, letters).stream()
                .map(PaletteEntry::words)
                .toList();
    }

    @Test
    void offersAllInTheirOrderBeforeALetterIsTyped() {
        assertThat(matching("")).hasSize(5).startsWith("Open another source…");
    }

    @Test
    void findsByTheBeginningsOfWords() {
        assertThat(matching("efc")).startsWith("Export findings as CSV…");
        assertThat(matching("cal")).startsWith("Collapse all lanes");
        assertThat(matching("go off")).containsExactly("Go to offset or time…");
    }

    @Test
    void prefersLettersSideBySideToScatteredOnes() {
        assertThat(matching("lanes").getFirst()).isIn("Only lanes with findings", "Collapse all lanes");
        assertThat(matching("find")).containsExactly("Export findings as CSV…", "Only lanes with findings");
    }

    @Test
    void takesLettersForTheBestOfThePlacesWhereTheyStand() {
        List<PaletteEntry> topics = List.of(entry("Open: orders-upstream"), entry("Show beside: orders-upstream"));

        assertThat(PaletteEntry.matching(topics, "orders-up"))
                .extracting(PaletteEntry::words)
                .as("no worse for the O of Open")
                .containsExactly("Open: orders-upstream", "Show beside: orders-upstream");
    }

    @Test
    void leavesOutWhatLacksALetter() {
        assertThat(matching("xyz")).isEmpty();
    }
}
