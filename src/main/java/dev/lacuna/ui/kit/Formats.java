package dev.lacuna.ui.kit;

import dev.lacuna.model.Basis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// How times, numbers, durations and sizes are written in the window. Times are in one zone everywhere, UTC
/// unless the engineer chooses another, always with their milliseconds.
public final class Formats {

    /// Between groups of three digits: thin, and no place to break a line.
    public static final char GROUP = '\u202F';

    private static final Texts TEXTS = Texts.of(Formats.class);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_MONTH = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH_OF_YEAR = DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    /// As rules write it.
    private static final Pattern MOMENT_IN_UTC =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}\\.\\d{3}) UTC");

    private static final String[] COUNT_UNITS = {"", "K", "M", "G", "T"};
    private static final String[] SIZE_UNITS = {"B", "KB", "MB", "GB", "TB"};
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY_MILLIS = 24 * HOUR;

    private final ObjectProperty<ZoneId> zone = new SimpleObjectProperty<>(this, "zone", ZoneOffset.UTC);
    private final ZoneId here;

    public Formats() {
        this(ZoneId.systemDefault());
    }

    /// @param here the zone of whoever sits before the window
    public Formats(ZoneId here) {
        this.here = here;
    }

    /// The zones to choose from: UTC and the one of this place, where that is another.
    public List<ZoneId> zones() {
        return here.getRules().equals(ZoneOffset.UTC.getRules())
                ? List.of(ZoneOffset.UTC)
                : List.of(ZoneOffset.UTC, here);
    }

    /// The same in the zone that isn't chosen; empty where there is but one.
    public Optional<Formats> other() {
        return zones().stream().filter(each -> !each.equals(zone())).findFirst().map(each -> {
            var other = new Formats(here);
            other.zone.set(each);
            return other;
        });
    }

    /// The zone of all times in the window; a change asks every view to write its times anew.
    public ObjectProperty<ZoneId> zoneProperty() {
        return zone;
    }

    public ZoneId zone() {
        return zone.get();
    }

    /// "UTC", or the zone's id.
    public String zoneName() {
        return ZoneOffset.UTC.equals(zone()) ? "UTC" : zone().getId();
    }

    /// The same where there is little room: "Berlin".
    public String zoneBrief() {
        String name = zoneName();
        return name.substring(name.lastIndexOf('/') + 1).replace('_', ' ');
    }

    /// "08:12:41.003"; "–" for no time.
    public String time(long millis) {
        return write(TIME, millis);
    }

    /// "2026-11-23 08:12:41.003"
    public String dateTime(long millis) {
        return write(DATE_TIME, millis);
    }

    /// "2026-11-23 08:12:41.003 UTC", and in a line below the same in the other zone and how long ago it was.
    ///
    /// @param now epoch ms
    public String inFull(long millis, long now) {
        String ago = TEXTS.get(millis <= now ? "time.ago" : "time.ahead", duration(Math.abs(now - millis)));
        String below = other().map(other -> TEXTS.get("time.other", other.dateTime(millis), other.zoneName(), ago))
                .orElse(ago);
        return millis == -1 ? "–" : withZone(millis) + '\n' + below;
    }

    /// "2026-11-23 08:12:41.003 UTC"
    public String withZone(long millis) {
        return millis == -1 ? "–" : TEXTS.get("time.full", dateTime(millis), zoneName());
    }

    /// A text that rules have written for every machine, with its moments in the zone of the window.
    public String inZone(String text) {
        return MOMENT_IN_UTC.matcher(text).replaceAll(found -> {
            String moment = found.group(1).replace(' ', 'T') + 'Z';
            return Matcher.quoteReplacement(withZone(Instant.parse(moment).toEpochMilli()));
        });
    }

    /// "2026-11-23T08:12:41.003Z", for copying
    public String iso(long millis) {
        return write(ISO, millis);
    }

    /// "2026-11-23"
    public String date(long millis) {
        return write(DATE, millis);
    }

    /// "Mon 23 Nov"
    public String day(long millis) {
        return write(DAY, millis);
    }

    /// "08:12:41.003 – 08:15:34.118", with the dates where they differ.
    public String span(long fromMillis, long toMillis) {
        boolean sameDay = date(fromMillis).equals(date(toMillis));
        return sameDay ? time(fromMillis) + " – " + time(toMillis) : dateTime(fromMillis) + " – " + dateTime(toMillis);
    }

    /// A span as short as it can be said: "06:00 – 09:00", "06:00:30 – 06:01:00", "Mon 23 Nov 22:00 – Tue 24 Nov
    /// 06:00".
    public String shortSpan(long fromMillis, long toMillis) {
        DateTimeFormatter clock = fromMillis % MINUTE == 0 && toMillis % MINUTE == 0
                ? MINUTES
                : fromMillis % SECOND == 0 && toMillis % SECOND == 0 ? SECONDS : TIME;
        boolean sameDay = date(fromMillis).equals(date(toMillis));
        return sameDay
                ? write(clock, fromMillis) + " – " + write(clock, toMillis)
                : day(fromMillis) + " " + write(clock, fromMillis) + " – " + day(toMillis) + " "
                        + write(clock, toMillis);
    }

    /// "13 Nov – 20 Nov", or the one day; with the years where they differ.
    public String days(long fromMillis, long toMillis) {
        boolean sameYear =
                date(fromMillis).substring(0, 4).equals(date(toMillis).substring(0, 4));
        DateTimeFormatter format = sameYear ? DAY_OF_MONTH : MONTH_OF_YEAR;
        String from = write(format, fromMillis);
        String to = write(format, toMillis);
        return from.equals(to) ? from : from + " – " + to;
    }

    private String write(DateTimeFormatter format, long millis) {
        return millis == -1 ? "–" : format.format(ZonedDateTime.ofInstant(Instant.ofEpochMilli(millis), zone()));
    }

    /// "61 217 402"
    public static String number(long value) {
        String digits = Long.toString(value);
        int first = value < 0 ? 1 : 0;
        var text = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > first; i -= 3) {
            text.insert(i, GROUP);
        }
        return text.toString();
    }

    /// "842", "9 950", "10.2 M"
    public static String compact(long value) {
        return Math.abs(value) < 10_000 ? number(value) : scaled(value, 1_000, COUNT_UNITS);
    }

    /// "512 B", "1.2 MB"
    public static String size(long bytes) {
        return scaled(bytes, 1_000, SIZE_UNITS);
    }

    /// "240/s"; "–" where nothing is known
    public static String rate(double perSecond) {
        return perSecond < 0 || Double.isNaN(perSecond) ? "–" : compact(Math.round(perSecond)) + "/s";
    }

    /// The two largest units at most: "640 ms", "3.2 s", "15 min", "2 h 5 min", "2 d 4 h"
    public static String duration(Duration duration) {
        return duration(duration.toMillis());
    }

    public static String duration(long millis) {
        if (millis < 0) {
            return "–";
        }
        if (millis < SECOND) {
            return millis + " ms";
        }
        if (millis < 10 * SECOND && millis % SECOND >= 50) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        if (millis < MINUTE) {
            return millis / SECOND + " s";
        }
        if (millis < HOUR) {
            return pair(millis / MINUTE, "min", millis % MINUTE / SECOND, "s");
        }
        if (millis < DAY_MILLIS) {
            return pair(millis / HOUR, "h", millis % HOUR / MINUTE, "min");
        }
        return pair(millis / DAY_MILLIS, "d", millis % DAY_MILLIS / HOUR, "h");
    }

    /// "173 exact", "≥ 12", "≈ 900 estimated", "–"
    public static String missing(OptionalLong missing, Basis basis) {
        if (missing.isEmpty() || basis == Basis.NONE) {
            return "–";
        }
        String count = number(missing.getAsLong());
        return switch (basis) {
            case EXACT -> TEXTS.get("missing.exact", count);
            case AT_LEAST -> "≥ " + count;
            case ESTIMATED -> TEXTS.get("missing.estimated", count);
            case NONE -> "–";
        };
    }

    /// The same where there is little room: "≈ 900 est."
    public static String briefMissing(OptionalLong missing, Basis basis) {
        return missing.isPresent() && basis == Basis.ESTIMATED
                ? TEXTS.get("missing.estimated.brief", number(missing.getAsLong()))
                : missing(missing, basis);
    }

    /// "62 %"; "" where unknown
    public static String percent(double fraction) {
        return fraction < 0 ? "" : (int) Math.floor(fraction * 100) + " %";
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        String text = large + " " + largeUnit;
        return small == 0 ? text : text + " " + small + " " + smallUnit;
    }

    private static String scaled(long value, int step, String[] units) {
        double scaled = value;
        int unit = 0;
        while (Math.abs(scaled) >= step - 0.5 && unit < units.length - 1) {
            scaled /= step;
            unit++;
        }
        String digits = unit == 0 || Math.abs(scaled) >= 99.95
                ? Long.toString(Math.round(scaled))
                : String.format(Locale.ROOT, "%.1f", scaled);
        return units[unit].isEmpty() ? digits : digits + " " + units[unit];
    }
}
