package dev.lacuna.decode;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Content;
import dev.lacuna.model.Defect;
import dev.lacuna.model.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of one event while it is read. Reused from event to event.
final class Values {

    /// So many characters no number has, whatever stands in front of it.
    private static final int LONGEST = 100;

    private long sequence;
    private long eventMillis;
    private @Nullable Bytes scope;
    private @Nullable Bytes id;

    void clear() {
        sequence = Fields.ABSENT;
        eventMillis = Fields.ABSENT;
        scope = null;
        id = null;
    }

    void put(Slot slot, Bytes text) {
        switch (slot) {
            case SEQUENCE -> sequence = integer(text);
            case EVENT_TIME -> eventMillis = time(text.text());
            case SCOPE -> scope = text.compact();
            case ID -> id = text.compact();
        }
    }

    /// Puts the text that stands in an array, without copying it.
    void put(List<Slot> slots, byte[] array, int from, int to) {
        for (int i = 0; i < slots.size(); i++) {
            Bytes text = Bytes.of(array, from, to - from);
            switch (slots.get(i)) {
                case SEQUENCE -> sequence = integer(text);
                case EVENT_TIME -> eventMillis = time(text.text());
                case SCOPE -> scope = text;
                case ID -> id = text;
            }
        }
    }

    /// Puts a number that stands in an array in its canonical form.
    void put(List<Slot> slots, byte[] array, int from, int to, long number) {
        for (int i = 0; i < slots.size(); i++) {
            switch (slots.get(i)) {
                case SEQUENCE -> sequence = number;
                case EVENT_TIME -> eventMillis = number;
                case SCOPE -> scope = Bytes.of(array, from, to - from);
                case ID -> id = Bytes.of(array, from, to - from);
            }
        }
    }

    void put(Slot slot, String text) {
        switch (slot) {
            case SEQUENCE -> sequence = integer(text);
            case EVENT_TIME -> eventMillis = time(text);
            case SCOPE -> scope = Bytes.utf8(text);
            case ID -> id = Bytes.utf8(text);
        }
    }

    void put(Slot slot, long number) {
        switch (slot) {
            case SEQUENCE -> sequence = number;
            case EVENT_TIME -> eventMillis = number;
            case SCOPE -> scope = Bytes.utf8(Long.toString(number));
            case ID -> id = Bytes.utf8(Long.toString(number));
        }
    }

    /// Nothing is known of a payload that turned out to be unreadable, but what stood outside of it holds.
    void forget(Slot slot) {
        switch (slot) {
            case SEQUENCE -> sequence = Fields.ABSENT;
            case EVENT_TIME -> eventMillis = Fields.ABSENT;
            case SCOPE -> scope = null;
            case ID -> id = null;
        }
    }

    Fields with(@Nullable Defect defect, @Nullable Content content) {
        return new Fields(sequence, scope, id, eventMillis, defect, content, false);
    }

    /// Those of an event whose payload nobody could read.
    Fields undecoded() {
        return new Fields(sequence, scope, id, eventMillis, null, null, true);
    }

    /// A decimal integer in ASCII, also one with zeros in front, or [Fields#ABSENT].
    static long integer(Bytes text) {
        int length = text.length();
        boolean negative = length > 0 && text.at(0) == '-';
        int start = negative ? 1 : 0;
        while (start < length - 1 && text.at(start) == '0') {
            start++;
        }
        if (length == start || length - start > 19) {
            return Fields.ABSENT;
        }
        long value = 0;
        for (int i = start; i < length; i++) {
            int digit = text.at(i) - '0';
            if (digit < 0 || digit > 9) {
                return Fields.ABSENT;
            }
            value = value * 10 - digit;
            if (value > 0) {
                return Fields.ABSENT;
            }
        }
        // counted downwards, since there is one more negative number than positive ones
        if (negative) {
            return value;
        }
        return value == Long.MIN_VALUE ? Fields.ABSENT : -value;
    }

    static long integer(String text) {
        return text.length() > LONGEST ? Fields.ABSENT : integer(Bytes.utf8(text));
    }

    /// Epoch milliseconds or an RFC 3339 time, or [Fields#ABSENT].
    static long time(String text) {
        return Rfc3339.isLikely(text) ? Rfc3339.millis(text) : integer(text);
    }
}
