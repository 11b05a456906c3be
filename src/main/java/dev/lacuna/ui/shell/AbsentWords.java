package dev.lacuna.ui.shell;

import dev.lacuna.model.AbsentPartition;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.timeline.Legend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What is said of partitions that belong to the streams shown and have no lane, because they are not where the source
/// looks.
///
/// @param line those that should be there, then those that are elsewhere; empty where there are none
/// @param tip a line for each, with where it is
/// @param due whether some should be there
record AbsentWords(String line, String tip, boolean due) {

    private static final Texts TEXTS = Texts.of(AbsentWords.class);
    private static final int MOST_NAMED = 8;
    private static final int MOST_LINES = 20;

    static AbsentWords of(List<StreamInfo> streams) {
        List<String> parts = new ArrayList<>();
        boolean due = add(streams, true, parts);
        add(streams, false, parts);
        List<String> places = new ArrayList<>();
        for (StreamInfo stream : streams) {
            for (AbsentPartition each : stream.absent()) {
                places.add(TEXTS.get("absent.tip", stream.stream().name(), each.number(), each.where()));
            }
        }
        return new AbsentWords(String.join(" · ", parts), listed(places, MOST_LINES, "\n"), due);
    }

    void tell(Legend legend) {
        legend.showLacking(line, tip, due);
    }

    private static boolean add(List<StreamInfo> streams, boolean due, List<String> parts) {
        List<String> names = new ArrayList<>();
        for (StreamInfo stream : streams) {
            List<String> numbers = stream.absent().stream()
                    .filter(each -> each.due() == due)
                    .map(each -> Integer.toString(each.number()))
                    .toList();
            if (!numbers.isEmpty()) {
                String some = TEXTS.get("absent.some", numbers.size(), listed(numbers, MOST_NAMED, ", "));
                names.add(
                        streams.size() > 1
                                ? TEXTS.get("absent.in", stream.stream().name(), some)
                                : some);
            }
        }
        if (!names.isEmpty()) {
            parts.add(TEXTS.get(due ? "absent.due" : "absent.elsewhere", String.join("; ", names)));
        }
        return !names.isEmpty();
    }

    private static String listed(List<String> all, int most, String separator) {
        String named = all.stream().limit(most).collect(Collectors.joining(separator));
        return all.size() <= most ? named : TEXTS.get("absent.more", named, all.size() - most);
    }
}
