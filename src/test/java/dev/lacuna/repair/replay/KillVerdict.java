package dev.lacuna.repair.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The counts of what is wrong in a target.
///
/// @param missing events without a copy
/// @param doubled copies beyond the first of an event
/// @param altered copies with another partition or content than they should have
/// @param strays copies of what should have none
/// @param outOfOrder copies behind one of a later event of the same partition
record KillVerdict(int missing, int doubled, int altered, int strays, int outOfOrder) {

    static final KillVerdict CLEAN = new KillVerdict(0, 0, 0, 0, 0);

    /// @param expected partition and content by origin, see [#expected(int, String)]
    /// @param copies per partition in order
    static KillVerdict of(Map<String, String> expected, List<PlainEvent> copies) {
        Map<String, Integer> found = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        int doubled = 0;
        int altered = 0;
        int strays = 0;
        int outOfOrder = 0;
        for (PlainEvent copy : copies) {
            String wanted = expected.get(copy.origin());
            if (wanted == null) {
                strays++;
                continue;
            }
            doubled += found.merge(copy.origin(), 1, Integer::sum) > 1 ? 1 : 0;
            altered += wanted.equals(expected(copy.partition(), copy.content())) ? 0 : 1;
            int at = copy.origin().lastIndexOf('@');
            long offset = Long.parseLong(copy.origin().substring(at + 1));
            Long before = last.put(copy.origin().substring(0, at), offset);
            outOfOrder += before != null && before > offset ? 1 : 0;
        }
        return new KillVerdict(expected.size() - found.size(), doubled, altered, strays, outOfOrder);
    }

    static String expected(int partition, String content) {
        return partition + "|" + content;
    }

    /// Leaves out the order, where late ones were let in.
    KillVerdict inAnyOrder() {
        return new KillVerdict(missing, doubled, altered, strays, 0);
    }
}
