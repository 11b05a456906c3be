package dev.lacuna.filter;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// What judges of one filter could not say anything of. Apart from [Judge], so that whoever reads without a filter
/// needs nothing of the expression language.
public final class Unjudged {

    private Unjudged() {}

    /// A clause for people; empty where there is nothing.
    public static String told(Collection<Judge> judges) {
        List<Judge> lacking =
                judges.stream().filter(judge -> judge.unknown() > 0).toList();
        if (lacking.isEmpty()) {
            return "";
        }
        long count = lacking.stream().mapToLong(Judge::unknown).sum();
        return "the filter could not judge "
                + (count == 1
                        ? "1 record, which is left out: "
                        : String.format(Locale.ROOT, "%,d records, which are left out; the first: ", count))
                + lacking.getFirst().firstUnknown();
    }
}
