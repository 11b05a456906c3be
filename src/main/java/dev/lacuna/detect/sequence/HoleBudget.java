package dev.lacuna.detect.sequence;

/// How many holes may be open in one partition at once, over all its scopes; what exceeds it is counted, not kept.
public final class HoleBudget {

    private final int limit;
    private int used;
    private long refusedHoles;
    private long refusedNumbers;

    public HoleBudget(int limit) {
        this.limit = limit;
    }

    boolean take(Hole hole) {
        if (used >= limit) {
            refusedHoles++;
            refusedNumbers = saturated(refusedNumbers, hole.count());
            return false;
        }
        used++;
        return true;
    }

    void giveBack(int holes) {
        used -= holes;
    }

    /// Holes that were not kept.
    public long refusedHoles() {
        return refusedHoles;
    }

    /// Numbers in holes that were not kept; some may have arrived since.
    public long refusedNumbers() {
        return refusedNumbers;
    }

    public int limit() {
        return limit;
    }

    static long saturated(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
