package dev.lacuna.detect.outlier;

import dev.lacuna.detect.Spot;
import java.util.List;

/// Numbers of a field far off all others, near each other.
///
/// @param high whether they are larger than the others; else smaller
/// @param count how many
/// @param last the last of them
/// @param examples the farthest first
/// @param leastUsual the least of the others
/// @param mostUsual the largest of the others
/// @param usual how many others there are
record FarOff(
        boolean high,
        long count,
        Spot first,
        Spot last,
        List<Example> examples,
        double leastUsual,
        double mostUsual,
        long usual) {}
