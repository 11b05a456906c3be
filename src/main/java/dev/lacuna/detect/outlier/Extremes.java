package dev.lacuna.detect.outlier;

import dev.lacuna.detect.Spot;
import dev.lacuna.model.Position;
import java.util.ArrayList;
import java.util.List;

/// The farthest numbers of a field on one side, with where they stand.
final class Extremes {

    static final int MOST = 32;

    private final int sign;
    private final List<Example> farthestFirst = new ArrayList<>();
    private double bar = Double.NEGATIVE_INFINITY;

    /// @param high whether the largest are kept; else the smallest
    Extremes(boolean high) {
        this.sign = high ? 1 : -1;
    }

    void add(double number, long ordinal, Position position, long millis) {
        double far = sign * number;
        if (far > bar) {
            insert(far, new Example(number, new Spot(ordinal, position, millis)));
        }
    }

    private void insert(double far, Example example) {
        int at = farthestFirst.size();
        while (at > 0 && sign * farthestFirst.get(at - 1).number() < far) {
            at--;
        }
        farthestFirst.add(at, example);
        if (farthestFirst.size() > MOST) {
            farthestFirst.remove(MOST);
        }
        if (farthestFirst.size() == MOST) {
            bar = sign * farthestFirst.get(MOST - 1).number();
        }
    }

    List<Example> farthestFirst() {
        return farthestFirst;
    }
}
