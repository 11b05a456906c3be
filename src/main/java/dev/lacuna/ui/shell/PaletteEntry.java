package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Chord;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// One action as palette and key sheet show it.
///
/// @param group what it is about
/// @param on whether it is a switch that is on; empty for what is no switch
record PaletteEntry(
        String group, String words, List<Chord> chords, Optional<Boolean> on, boolean possible, Runnable action) {

    /// "Ctrl+Shift+P", empty where there is no key.
    String keys() {
        return Chord.words(chords);
    }

    /// How well a few letters mean it: letters in this order, better at the beginnings of words and side by side.
    ///
    /// @return empty where they don't
    Optional<Integer> score(String letters) {
        String text = words.toLowerCase(Locale.ROOT);
        String wanted = letters.toLowerCase(Locale.ROOT).replace(" ", "");
        if (wanted.isEmpty()) {
            return Optional.of(0);
        }
        return IntStream.range(0, text.length())
                .filter(start -> text.charAt(start) == wanted.charAt(0))
                .mapToObj(start -> score(text, wanted, start))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .map(best -> best - text.length() / 16);
    }

    /// @param start where the first letter is taken to be
    private static Optional<Integer> score(String text, String wanted, int start) {
        int score = (isStart(text, start) ? 4 : 0) - Math.min(3, start);
        int last = start;
        for (int i = 1; i < wanted.length(); i++) {
            int at = next(text, wanted.charAt(i), last + 1, last);
            if (at < 0) {
                return Optional.empty();
            }
            score += at == last + 1 ? 5 : isStart(text, at) ? 4 : 0;
            score -= Math.min(3, at - last - 1);
            last = at;
        }
        return Optional.of(score);
    }

    /// The next such letter: right behind the last one, else at the beginning of a word, else anywhere.
    private static int next(String text, char letter, int from, int last) {
        if (last >= 0 && last + 1 < text.length() && text.charAt(last + 1) == letter) {
            return last + 1;
        }
        for (int at = text.indexOf(letter, from); at >= 0; at = text.indexOf(letter, at + 1)) {
            if (isStart(text, at)) {
                return at;
            }
        }
        return text.indexOf(letter, from);
    }

    private static boolean isStart(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }

    private record Scored(PaletteEntry entry, int score) {}

    /// The entries that the letters mean, best first; all of them, in their order, where there are none.
    static List<PaletteEntry> matching(List<PaletteEntry> entries, String letters) {
        if (letters.isBlank()) {
            return entries;
        }
        return entries.stream()
                .flatMap(entry -> entry.score(letters).map(score -> new Scored(entry, score)).stream())
                .sorted((a, b) -> Integer.compare(b.score(), a.score()))
                .map(Scored::entry)
                .toList();
    }
}
