package dev.lacuna.ui.timeline;

import dev.lacuna.model.TimeSpan;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The lines of the time axis: at round times of the chosen zone, as many as there is room for.
final class TimeTicks {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private static final long[] STEPS = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY,
        14 * DAY,
        30 * DAY,
        91 * DAY,
        365 * DAY
    };

    private static final int MOST = 500;

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAYS = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter YEARS = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private TimeTicks() {}

    /// The ticks of the scale, with at least so many pixels from one to the next.
    static List<AxisTick> of(AxisScale scale, ZoneId zone, double minPixels) {
        double minMillis = minPixels / scale.pixelsPerUnit();
        long step = step(minMillis);
        TimeSpan shown = scale.window().span().time();
        return step < DAY ? clockTicks(shown, step, zone) : dayTicks(shown, step, zone);
    }

    private static long step(double minMillis) {
        for (long step : STEPS) {
            if (step >= minMillis) {
                return step;
            }
        }
        long years = (long) Math.ceil(minMillis / (365.0 * DAY));
        return Math.max(1, years) * 365 * DAY;
    }

    /// Multiples of the step on the zone's own clock. A change of its offset within the span is followed, so
    /// that the labels stay round.
    private static List<AxisTick> clockTicks(TimeSpan shown, long step, ZoneId zone) {
        List<AxisTick> ticks = new ArrayList<>();
        long at = shown.fromMillis();
        while (at <= shown.toMillis() && ticks.size() < MOST) {
            long offset = offset(at, zone);
            long tick = Math.ceilDiv(at + offset, step) * step - offset;
            long corrected = Math.ceilDiv(tick + offset(tick, zone), step) * step - offset(tick, zone);
            tick = Math.max(at, corrected);
            if (tick <= shown.toMillis()) {
                ticks.add(tick(tick, step, zone));
            }
            at = tick + 1;
        }
        return ticks;
    }

    private static long offset(long millis, ZoneId zone) {
        return zone.getRules().getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds() * SECOND;
    }

    private static List<AxisTick> dayTicks(TimeSpan shown, long step, ZoneId zone) {
        List<AxisTick> ticks = new ArrayList<>();
        ZonedDateTime at = at(shown.fromMillis(), zone).truncatedTo(ChronoUnit.DAYS);
        long days = step / DAY;
        if (days >= 30) {
            at = at.withDayOfMonth(1);
        } else {
            at = at.minusDays(Math.floorMod(at.toLocalDate().toEpochDay(), days));
        }
        while (at.toInstant().toEpochMilli() <= shown.toMillis() && ticks.size() < MOST) {
            if (at.toInstant().toEpochMilli() >= shown.fromMillis()) {
                ticks.add(tick(at.toInstant().toEpochMilli(), step, zone));
            }
            at = days >= 30 ? at.plusMonths(Math.max(1, Math.round(days / 30.4))) : at.plusDays(days);
        }
        return ticks;
    }

    private static AxisTick tick(long millis, long step, ZoneId zone) {
        ZonedDateTime at = at(millis, zone);
        if (step >= 30 * DAY) {
            return new AxisTick(millis, YEARS.format(at), true);
        }
        if (at.toLocalTime().toNanoOfDay() == 0) {
            return new AxisTick(millis, DAYS.format(at), true);
        }
        DateTimeFormatter format = step < SECOND ? MILLIS : step < MINUTE ? SECONDS : MINUTES;
        return new AxisTick(millis, format.format(at), false);
    }

    private static ZonedDateTime at(long millis, ZoneId zone) {
        return Instant.ofEpochMilli(millis).atZone(zone);
    }
}
