package dev.lacuna.investigation;

import dev.lacuna.repair.rewind.RewindAim;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads where a group is to go on, as people write it.
public final class RewindAims {

    private static final Pattern EACH = Pattern.compile("\\d{1,9}=\\d{1,18}(,\\d{1,9}=\\d{1,18})*");
    private static final Pattern LOCAL =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?");

    private RewindAims() {}

    /// @param text a time as of [Bound], with or without its `@`; or without a zone, as `2026-02-14 10:00:00`
    /// @param zone where a time without a zone is
    /// @throws IllegalArgumentException with a sentence for people
    public static RewindAim time(String text, Clock clock, ZoneId zone) {
        String trimmed = text.strip();
        if (LOCAL.matcher(trimmed).matches()) {
            try {
                return new RewindAim.AtTime(LocalDateTime.parse(trimmed.replace(' ', 'T'))
                        .atZone(zone)
                        .toInstant()
                        .toEpochMilli());
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("There is no such time as '" + trimmed + "'.", e);
            }
        }
        Bound bound = Bound.parse(trimmed.startsWith("@") ? trimmed : "@" + trimmed, clock);
        return new RewindAim.AtTime(((Bound.AtTime) bound).millis());
    }

    /// @param text `start`, `end`, `1200`, or one per partition as `0=1200,3=90`
    /// @throws IllegalArgumentException with a sentence for people
    public static RewindAim position(String text) {
        String trimmed = text.strip();
        if (trimmed.equals("start")) {
            return new RewindAim.AtStart();
        }
        if (trimmed.equals("end")) {
            return new RewindAim.AtEnd();
        }
        if (trimmed.matches("\\d{1,18}")) {
            return new RewindAim.At(Long.parseLong(trimmed));
        }
        if (!EACH.matcher(trimmed).matches()) {
            throw new IllegalArgumentException("'" + trimmed
                    + "' is no position. Use start, end, a position as 1200, or one per partition as 0=1200,3=90.");
        }
        Map<Integer, Long> each = new TreeMap<>();
        for (String one : trimmed.split(",", -1)) {
            int equals = one.indexOf('=');
            Integer partition = Integer.valueOf(one.substring(0, equals));
            if (each.put(partition, Long.valueOf(one.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("'" + trimmed + "' names partition " + partition + " twice.");
            }
        }
        return new RewindAim.InEach(each);
    }

    /// @param text `-100` to go back, `+100` to go on
    /// @throws IllegalArgumentException with a sentence for people
    public static RewindAim shift(String text) {
        String trimmed = text.strip();
        if (!trimmed.matches("[-+]\\d{1,18}") || Long.parseLong(trimmed) == 0) {
            throw new IllegalArgumentException("'" + trimmed + "' is no shift. Use -100 to go back, +100 to go on.");
        }
        return new RewindAim.By(Long.parseLong(trimmed));
    }
}
