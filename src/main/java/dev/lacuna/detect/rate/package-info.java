/// Rules about how many events arrive per time: silences and spikes.
/// They judge bucketed counts only and stay quiet on Poisson noise.
@NullMarked
package dev.lacuna.detect.rate;

import org.jspecify.annotations.NullMarked;
