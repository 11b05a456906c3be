package dev.lacuna.detect.sequence;

/// How many holes may be open in one partition at once, over all its scopes. Large ones get a tenth more, so
/// that a storm of single numbers doesn't hide them.
public final class HoleBudget {

    private static final long LARGE = 10;

    private final int limit;
    private int used;

    public HoleBudget(int limit) {
        this.limit = limit;
    }

    boolean take(Hole hole) {
        int most = hole.count() >= LARGE ? limit + limit / 10 : limit;
        if (used >= most) {
            return false;
        }
        used++;
        return true;
    }

    void giveBack(int holes) {
        used -= holes;
    }

    public int limit() {
        return limit;
    }

    static long saturated(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
