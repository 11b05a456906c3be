package dev.lacuna.detect.outlier;

import dev.lacuna.detect.Place;

/// A number and where it stands.
record Example(double number, Place place) {}
