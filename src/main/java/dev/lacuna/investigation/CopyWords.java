package dev.lacuna.investigation;

import dev.lacuna.repair.replay.PartitionMapping;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads how a replay is to copy, as people write it: on the command line and in the window alike. A slip is told by an
/// `IllegalArgumentException` whose message is a sentence that lacks its subject: "must be keep, key or …".
public final class CopyWords {

    private static final Pattern BYTES = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?) ?([kKmMgG]?)[bB]?(?: ?/ ?s)?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private CopyWords() {}

    /// @param text empty for what is usual, `keep`, `key`, or pairs as `0:3,1:4`
    public static PartitionMapping mapping(String text) {
        return switch (text.strip()) {
            case "" -> new PartitionMapping.Automatic();
            case "keep" -> new PartitionMapping.Kept();
            case "key" -> new PartitionMapping.ByKey();
            default -> new PartitionMapping.Explicit(pairs(text));
        };
    }

    private static Map<Integer, Integer> pairs(String text) {
        Map<Integer, Integer> partitions = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            if (!pair.strip().matches("\\d{1,9}:\\d{1,9}")) {
                throw slip("must be keep, key or pairs such as 0:3,1:4, not '" + text + "'.");
            }
            String[] ends = pair.strip().split(":");
            partitions.put(Integer.valueOf(ends[0]), Integer.valueOf(ends[1]));
        }
        return partitions;
    }

    /// @param text with its zone, with or without a leading `@`
    public static Instant time(String text) {
        String trimmed = text.strip();
        try {
            return OffsetDateTime.parse(trimmed.startsWith("@") ? trimmed.substring(1) : trimmed)
                    .toInstant();
        } catch (DateTimeException e) {
            throw slip("must be a time as 2026-02-14T10:00Z, not '" + text + "'.");
        }
    }

    /// @param text `30m`, `2h`
    public static Duration duration(String text) {
        Matcher written = DURATION.matcher(text.strip());
        if (!written.matches()) {
            throw slip("must be a duration as 500ms, 30s, 15m, 2h or 1d, not '" + text + "'.");
        }
        long amount = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /// @param text a duration, with a minus for earlier
    public static Duration shift(String text) {
        String trimmed = text.strip();
        boolean earlier = trimmed.startsWith("-");
        Duration by = duration(earlier || trimmed.startsWith("+") ? trimmed.substring(1) : trimmed);
        return earlier ? by.negated() : by;
    }

    /// @param text `500/s`, or the number alone
    public static double perSecond(String text) {
        String digits = text.strip().replaceFirst("\\s*/\\s*s$", "");
        if (!digits.matches("\\d{1,9}(\\.\\d{1,3})?") || Double.parseDouble(digits) == 0) {
            throw slip("must be a number of events a second, such as 500/s, not '" + text + "'.");
        }
        return Double.parseDouble(digits);
    }

    /// @param text `500kB/s`, `5MB/s`
    public static double bytesPerSecond(String text) {
        Matcher written = BYTES.matcher(text.strip());
        if (!written.matches() || Double.parseDouble(written.group(1)) == 0) {
            throw slip("must be a number of bytes a second, such as 500kB/s or 5MB/s, not '" + text + "'.");
        }
        return Double.parseDouble(written.group(1))
                * switch (written.group(2).toLowerCase(Locale.ROOT)) {
                    case "k" -> 1e3;
                    case "m" -> 1e6;
                    case "g" -> 1e9;
                    default -> 1;
                };
    }

    private static IllegalArgumentException slip(String message) {
        return new IllegalArgumentException(message);
    }
}
