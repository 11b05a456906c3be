package dev.lacuna.detect.rate;

/// How many events a stretch should have.
///
/// @param uncertainty the variance of its difference from what is there, as a multiple of a Poisson count's: 1 where
///     it is known exactly
/// @param byShape whether other days say so, and not only the time before and after
record Usual(double events, double uncertainty, boolean byShape) {}
