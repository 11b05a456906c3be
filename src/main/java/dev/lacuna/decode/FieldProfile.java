package dev.lacuna.decode;

import dev.lacuna.model.Fields;
import dev.lacuna.model.PartitionRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What a sample showed of one scalar field.
final class FieldProfile {

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long FAR_MILLIS = 3_660 * DAY_MILLIS;

    private static final int MADE_UNIQUE = 16;
    private static final int LONGEST_CODE = 64;
    private static final int ENOUGH_CODES = 100;

    private final String pointer;
    private final String name;
    private final Set<String> values = new HashSet<>();
    private final Map<PartitionRef, Long> last = new HashMap<>();
    private long count;
    private long integers;
    private long fractions;
    private long texts;
    private long longTexts;
    private long codes;
    private long times;
    private long seconds;
    private long steps;
    private long unitSteps;

    FieldProfile(String pointer, String name) {
        this.pointer = pointer;
        this.name = name;
    }

    void addText(String text, long eventMillis) {
        count++;
        texts++;
        values.add(text);
        if (text.length() >= MADE_UNIQUE) {
            longTexts++;
        }
        if (isCode(text)) {
            codes++;
        }
        if (Rfc3339.isLikely(text)
                && Values.time(text) != Fields.ABSENT
                && isNear(Values.time(text), eventMillis, FAR_MILLIS)) {
            times++;
        }
    }

    void addInteger(long number, PartitionRef partition, long eventMillis) {
        count++;
        integers++;
        values.add(Long.toString(number));
        if (isNear(number, eventMillis, DAY_MILLIS)) {
            times++;
        } else if (number < Long.MAX_VALUE / 1000 && isNear(number * 1000, eventMillis, DAY_MILLIS)) {
            times++;
            seconds++;
        }
        Long before = last.put(partition, number);
        if (before != null) {
            steps++;
            if (number == before + 1) {
                unitSteps++;
            }
        }
    }

    void addFraction(String number) {
        count++;
        fractions++;
        values.add(number);
    }

    String pointer() {
        return pointer;
    }

    String extractor() {
        return "json:" + pointer;
    }

    /// The last part of the pointer.
    String name() {
        return name;
    }

    long count() {
        return count;
    }

    int distinct() {
        return values.size();
    }

    /// Pairs of successive integers within a partition.
    long steps() {
        return integers == count ? steps : 0;
    }

    /// How many of them go up by one.
    long unitSteps() {
        return unitSteps;
    }

    boolean isFractional() {
        return fractions > 0;
    }

    /// Whether the values are times, in text or as epoch numbers near the events' own timestamps.
    boolean isTime() {
        return times >= 0.95 * count;
    }

    boolean isInSeconds() {
        return seconds > 0;
    }

    /// Whether the values are texts long enough to have been made unique, or in a sample of some size at
    /// least codes with a number in them, such as `O-2-000123`.
    boolean looksUnique() {
        return texts == count && (longTexts == count || (codes == count && count >= ENOUGH_CODES));
    }

    private static boolean isCode(String text) {
        return text.length() <= LONGEST_CODE
                && text.chars().anyMatch(Character::isDigit)
                && text.chars().anyMatch(Character::isLetter)
                && text.chars().noneMatch(Character::isWhitespace);
    }

    /// An event without a timestamp says nothing about what is near.
    private static boolean isNear(long millis, long eventMillis, long within) {
        if (eventMillis < 0) {
            return within == FAR_MILLIS;
        }
        return millis > 0 && Math.abs(millis - eventMillis) <= within;
    }
}
