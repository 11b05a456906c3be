/// Rules about how many events arrive per time: silences, drops and spikes.
/// They judge bucketed counts only, never events, and stay quiet on chance, days and weeks.
@NullMarked
package dev.lacuna.detect.rate;

import org.jspecify.annotations.NullMarked;
