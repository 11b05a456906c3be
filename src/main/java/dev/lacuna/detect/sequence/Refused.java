package dev.lacuna.detect.sequence;

/// Holes that the budget had no room for.
///
/// @param holes how many; parts of one hole count by themselves
/// @param numbers how many numbers were in them when they opened
/// @param atLeast how many of those have certainly not come since
public record Refused(long holes, long numbers, long atLeast) {

    public static final Refused NONE = new Refused(0, 0, 0);

    Refused plus(Refused other) {
        return other.holes == 0
                ? this
                : new Refused(
                        holes + other.holes,
                        HoleBudget.saturated(numbers, other.numbers),
                        HoleBudget.saturated(atLeast, other.atLeast));
    }
}
