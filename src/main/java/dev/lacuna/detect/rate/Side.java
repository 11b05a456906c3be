package dev.lacuna.detect.rate;

/// On which side of the usual a rate is looked for.
enum Side {
    LOW,
    HIGH;

    /// The one of two expectations that speaks against a finding.
    double safer(double one, double other) {
        return this == HIGH ? Math.max(one, other) : Math.min(one, other);
    }

    /// The one that speaks for it.
    double bolder(double one, double other) {
        return this == HIGH ? Math.min(one, other) : Math.max(one, other);
    }

    /// A difference from the usual, counted positive on this side.
    double outward(double difference) {
        return this == HIGH ? difference : -difference;
    }
}
