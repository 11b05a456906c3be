package dev.lacuna.detect.outlier;

import dev.lacuna.detect.Spot;

/// A number and where it stands.
record Example(double number, Spot spot) {}
