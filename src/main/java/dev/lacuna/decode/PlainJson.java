package dev.lacuna.decode;

import dev.lacuna.decode.walk.Utf8;
import dev.lacuna.model.ValueType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One strict pass over a JSON payload as nearly all are: an object or array in valid UTF-8, its names without
/// escapes. It picks fields without making strings, several times as fast as the library, and leaves to that whatever
/// is unusual or wrong: what it reads, the library reads the same, and of the rest it says nothing.
final class PlainJson {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int GIVEN_UP = -1;
    private static final int DEEPEST = 64;
    private static final int LONGEST_NAME = 256;
    private static final int MOST_DIGITS = 18;
    private static final int LONGEST_NUMBER = 64;

    /// So many characters of a number always fit into the mantissa of a double.
    private static final int MOST_EXACT_CHARS = 16;

    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private final PointerTree pointers;
    private final @Nullable ContentCollector content;
    private byte[] bytes = new byte[0];
    private int end;

    /// @param content notes shape and numbers; null: nobody wants them
    PlainJson(PointerTree pointers, @Nullable ContentCollector content) {
        this.pointers = pointers;
        this.content = content;
    }

    /// @return whether the payload was read to its last byte; if not, what the values hold is to be thrown away
    boolean read(byte[] array, int offset, int length, Values values) {
        bytes = array;
        end = offset + length;
        int at = skipSpace(offset);
        if (at == end || (array[at] != '{' && array[at] != '[')) {
            return false;
        }
        at = value(at, pointers, content == null ? null : content.begin(), values, 0);
        return at != GIVEN_UP && skipSpace(at) == end;
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < end && bytes[at] <= ' ' && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }

    /// Reads the value that begins here.
    ///
    /// @param node what is wanted of it; null: nothing
    /// @param place where it is noted; null: nowhere
    /// @return where it ends
    private int value(int at, @Nullable PointerTree node, @Nullable ContentNode place, Values values, int depth) {
        if (at >= end || depth > DEEPEST) {
            return GIVEN_UP;
        }
        switch (bytes[at]) {
            case '"' -> {
                note(place, ValueType.TEXT);
                int close = string(at + 1, node == null || node.slots().isEmpty());
                if (close != GIVEN_UP && node != null) {
                    values.put(node.slots(), bytes, at + 1, close - 1);
                }
                return close;
            }
            case '{' -> {
                note(place, ValueType.OBJECT);
                return object(at + 1, node, place, values, depth);
            }
            case '[' -> {
                note(place, ValueType.ARRAY);
                return array(at + 1, node, place, values, depth);
            }
            case 't' -> {
                note(place, ValueType.BOOLEAN);
                return word(at, "true");
            }
            case 'f' -> {
                note(place, ValueType.BOOLEAN);
                return word(at, "false");
            }
            case 'n' -> {
                note(place, ValueType.NULL);
                return word(at, "null");
            }
            default -> {
                note(place, ValueType.NUMBER);
                return number(at, node, place, values);
            }
        }
    }

    private void note(@Nullable ContentNode place, ValueType type) {
        if (place != null && content != null) {
            content.saw(place, type);
        }
    }

    private int object(int from, @Nullable PointerTree node, @Nullable ContentNode place, Values values, int depth) {
        int at = skipSpace(from);
        if (at < end && bytes[at] == '}') {
            return at + 1;
        }
        while (at < end && bytes[at] == '"') {
            int close = string(at + 1, false);
            if (close == GIVEN_UP || close - at > LONGEST_NAME) {
                return GIVEN_UP;
            }
            PointerTree child = node == null ? null : node.child(bytes, at + 1, close - 1);
            ContentNode member =
                    place == null || content == null ? null : content.member(place, bytes, at + 1, close - 1);
            at = skipSpace(close);
            if (at == end || bytes[at] != ':') {
                return GIVEN_UP;
            }
            at = skipSpace(at + 1);
            // most members are strings whose text nobody wants
            if (child == null && at < end && bytes[at] == '"') {
                note(member, ValueType.TEXT);
                at = string(at + 1, true);
            } else {
                at = value(at, child, member, values, depth + 1);
            }
            if (at == GIVEN_UP) {
                return GIVEN_UP;
            }
            at = skipSpace(at);
            if (at == end || bytes[at] != ',') {
                return at < end && bytes[at] == '}' ? at + 1 : GIVEN_UP;
            }
            at = skipSpace(at + 1);
        }
        return GIVEN_UP;
    }

    private int array(int from, @Nullable PointerTree node, @Nullable ContentNode place, Values values, int depth) {
        int at = skipSpace(from);
        if (at < end && bytes[at] == ']') {
            return at + 1;
        }
        for (int i = 0; at < end; i++) {
            PointerTree child = node == null || !node.hasChildren() ? null : node.child(Integer.toString(i));
            ContentNode element = place == null || content == null ? null : content.element(place, i);
            at = value(at, child, element, values, depth + 1);
            if (at == GIVEN_UP) {
                return GIVEN_UP;
            }
            at = skipSpace(at);
            if (at < end && bytes[at] == ']') {
                return at + 1;
            }
            if (at == end || bytes[at] != ',') {
                return GIVEN_UP;
            }
            at = skipSpace(at + 1);
        }
        return GIVEN_UP;
    }

    private int word(int at, String word) {
        int length = word.length();
        if (end - at < length) {
            return GIVEN_UP;
        }
        for (int i = 1; i < length; i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return GIVEN_UP;
            }
        }
        return at + length;
    }

    private int number(int from, @Nullable PointerTree node, @Nullable ContentNode place, Values values) {
        int digits = bytes[from] == '-' ? from + 1 : from;
        int at = skipDigits(digits);
        int count = at - digits;
        if (count == 0 || count > MOST_DIGITS || (bytes[digits] == '0' && (count > 1 || digits > from))) {
            return GIVEN_UP; // the minus before a zero, too: it is lost in a number and kept in a text
        }
        boolean whole = true;
        int fraction = at;
        if (at < end && bytes[at] == '.') {
            whole = false;
            fraction = at + 1;
            at = skipDigits(fraction);
            if (at == fraction) {
                return GIVEN_UP;
            }
        }
        int mantissa = at;
        if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
            whole = false;
            boolean signed = at + 1 < end && (bytes[at + 1] == '+' || bytes[at + 1] == '-');
            int exponent = at + (signed ? 2 : 1);
            at = skipDigits(exponent);
            if (at == exponent) {
                return GIVEN_UP;
            }
        }
        if (at - from > LONGEST_NUMBER) {
            return GIVEN_UP;
        }
        if (place != null && content != null) {
            content.number(place, whole ? integer(from, at) : decimal(from, fraction, mantissa, at));
        }
        if (node != null && !node.slots().isEmpty()) {
            if (whole) {
                values.put(node.slots(), bytes, from, at, integer(from, at));
            } else {
                values.put(node.slots(), bytes, from, at);
            }
        }
        return at;
    }

    /// A number with a fraction or an exponent, as near as a double comes.
    ///
    /// @param fraction where its fraction begins
    /// @param mantissa where its mantissa ends
    private double decimal(int from, int fraction, int mantissa, int to) {
        int places = mantissa - fraction;
        if (mantissa < to || places >= POWERS_OF_TEN.length || mantissa - from > MOST_EXACT_CHARS) {
            return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        }
        long digits = 0;
        for (int i = bytes[from] == '-' ? from + 1 : from; i < mantissa; i++) {
            if (bytes[i] != '.') {
                digits = digits * 10 + (bytes[i] - '0');
            }
        }
        // both are exact, so their quotient is rounded once, as it should be
        double number = digits / POWERS_OF_TEN[places];
        return bytes[from] == '-' ? -number : number;
    }

    private int skipDigits(int from) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    private long integer(int from, int to) {
        boolean negative = bytes[from] == '-';
        long number = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            number = number * 10 + (bytes[i] - '0');
        }
        return negative ? -number : number;
    }

    /// Passes a string's characters, eight at a time as long as nothing among them needs a look.
    ///
    /// @param from behind the opening quote
    /// @param escapes whether it may hold escapes, since nobody wants its text
    /// @return behind the closing quote
    private int string(int from, boolean escapes) {
        int at = from;
        while (true) {
            while (at + Long.BYTES <= end) {
                long marks = marks((long) WORDS.get(bytes, at));
                if (marks != 0) {
                    at += Long.numberOfTrailingZeros(marks) >>> 3;
                    break;
                }
                at += Long.BYTES;
            }
            if (at >= end) {
                return GIVEN_UP;
            }
            byte next = bytes[at];
            if (next == '"') {
                return at + 1;
            }
            if (next == '\\') {
                at = escapes ? escape(at + 1) : GIVEN_UP;
            } else if (next < 0) {
                at = Utf8.next(bytes, at, end);
            } else if (next < ' ') {
                return GIVEN_UP;
            } else {
                at++;
            }
            if (at < 0) {
                return GIVEN_UP;
            }
        }
    }

    /// Marks the high bit of bytes that are no plain character: quotes, backslashes, control characters and bytes of
    /// others than ASCII. Above the lowest mark others may be wrong.
    private static long marks(long word) {
        long quotes = word ^ '"' * ONES;
        long slashes = word ^ '\\' * ONES;
        long found = (quotes - ONES & ~quotes) | (slashes - ONES & ~slashes) | (word - ' ' * ONES & ~word) | word;
        return found & HIGH_BITS;
    }

    private int escape(int at) {
        if (at >= end) {
            return GIVEN_UP;
        }
        return switch (bytes[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
            case 'u' -> hexadecimal(at + 1);
            default -> GIVEN_UP;
        };
    }

    private int hexadecimal(int at) {
        if (end - at < 4) {
            return GIVEN_UP;
        }
        for (int i = at; i < at + 4; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
                return GIVEN_UP;
            }
        }
        return at + 4;
    }
}
