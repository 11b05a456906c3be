package dev.lacuna.detect.group;

import dev.lacuna.model.GroupCommit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// By how many positions a group usually moves from one commit to the next, where it moves forward.
///
/// @param count how many advances are known
record Advances(int count, long median, long largest) {

    /// Those of consumers that read: positions that were set are left out, with the advance that follows
    /// them, and commits without a leader epoch where those are the exception.
    static Advances of(CommitTrail trail) {
        List<GroupCommit> history = trail.commits();
        long[] steps = new long[history.size()];
        int n = 0;
        GroupCommit last = null;
        for (int i = 0; i < history.size(); i++) {
            GroupCommit commit = history.get(i);
            boolean counts = !trail.isSet(i) && (!trail.epochsTell() || commit.leaderEpoch() >= 0);
            long step = stepFrom(last, commit);
            if (counts && step > 0) {
                steps[n++] = step;
            }
            last = counts ? commit : null;
        }
        long[] known = Arrays.copyOf(steps, n);
        Arrays.sort(known);
        return n == 0 ? new Advances(0, 0, 0) : new Advances(n, known[n / 2], known[n - 1]);
    }

    private static long stepFrom(@Nullable GroupCommit last, GroupCommit commit) {
        return last == null ? 0 : commit.next().asOffset() - last.next().asOffset();
    }
}
