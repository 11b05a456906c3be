package dev.lacuna.investigation;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.PartitionRef;
import java.util.Map;

/// That a source says nothing though nobody has hung up: a broker that is stopped, or a network that swallows all.
final class Silence {

    /// A source that is followed answers about twice a second, whether or not there is anything new.
    private static final long LONG_MILLIS = 5_000;

    private Silence() {}

    /// What to tell of it, the same sentence for as long as it lasts; empty where all answer.
    ///
    /// @param heard when each partition that is followed was heard last, epoch ms
    static String told(Map<PartitionRef, Long> heard, long nowMillis) {
        boolean any = heard.values().stream().anyMatch(millis -> nowMillis - millis > LONG_MILLIS);
        if (!any) {
            return "";
        }
        // who fell silent at once has not answered at the same millisecond before
        Map.Entry<PartitionRef, Long> first = heard.entrySet().stream()
                .min(Map.Entry.<PartitionRef, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow();
        long silent = heard.values().stream()
                .filter(millis -> nowMillis - millis > LONG_MILLIS / 2)
                .count();
        return "Nothing is heard of " + first.getKey()
                + (silent == 1 ? "" : " and " + Phrases.count(silent - 1, "other partition"))
                + " since " + Phrases.moment(first.getValue())
                + ": the broker is connected and does not answer.";
    }
}
