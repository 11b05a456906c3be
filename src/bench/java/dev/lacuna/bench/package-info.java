/// What the benchmarks share: a broker with filled topics, and programs run as users run them.
/// It never judges: a benchmark prints ratios of one run, and people judge them.
@NullMarked
package dev.lacuna.bench;

import org.jspecify.annotations.NullMarked;
