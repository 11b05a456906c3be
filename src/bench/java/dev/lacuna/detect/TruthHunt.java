package dev.lacuna.detect;

import java.util.Map;

/// Looks for verdicts that are wrong, in as many histories drawn at random as one has time for: a program,
/// for what finds nothing within minutes is no test.
///
/// ```
/// TruthHunt FIRST_SEED COUNT
/// ```
public final class TruthHunt {

    private TruthHunt() {}

    public static void main(String[] args) {
        long first = Long.parseLong(args[0]);
        long count = Long.parseLong(args[1]);
        RichTruth truth = new RichTruth();
        for (long seed = first; seed < first + count; seed++) {
            truth.check(seed);
        }
        truth.faults().stream().limit(20).forEach(System.out::println);
        truth.whyNotNamed().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(reason -> System.out.println(reason.getValue() + " not told as lost: " + reason.getKey()));
        System.out.println(truth);
    }
}
