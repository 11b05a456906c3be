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

    private final @Nullable ContentCollector content;
    private final JsonPlace root;
    private byte[] bytes = new byte[0];
    private int end;

    /// @param content notes shape and numbers; null: nobody wants them
    PlainJson(PointerTree pointers, @Nullable ContentCollector content) {
        this.content = content;
        this.root = new JsonPlace(pointers, content == null ? null : content.root());
    }

    /// @return whether the payload was read to its last byte; if not, what the values hold is to be thrown away
    boolean read(byte[] array, int offset, int length, Values values) {
        bytes = array;
        end = offset + length;
        int at = skipSpace(offset);
        if (at == end || (array[at] != '{' && array[at] != '[')) {
            return false;
        }
        if (content != null) {
            content.begin();
        }
        at = value(at, root, values, 0);
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
    /// @param place null: nothing of it is wanted, and it is noted nowhere
    /// @return where it ends
    private int value(int at, @Nullable JsonPlace place, Values values, int depth) {
        if (at >= end || depth > DEEPEST) {
            return GIVEN_UP;
        }
        switch (bytes[at]) {
            case '"' -> {
                return text(at, place, values);
            }
            case '{' -> {
                note(place, ValueType.OBJECT);
                return object(at + 1, place, values, depth);
            }
            case '[' -> {
                note(place, ValueType.ARRAY);
                return array(at + 1, place, values, depth);
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
                return number(at, place, values);
            }
        }
    }

    private void note(@Nullable JsonPlace place, ValueType type) {
        ContentNode node = place == null ? null : place.noted();
        if (node != null && content != null) {
            content.saw(node, type);
        }
    }

    private int text(int at, @Nullable JsonPlace place, Values values) {
        note(place, ValueType.TEXT);
        PointerTree wanted = place == null || !place.isField() ? null : place.wanted();
        int close = string(at + 1, wanted == null);
        if (close != GIVEN_UP && wanted != null) {
            values.put(wanted.slots(), bytes, at + 1, close - 1);
        }
        return close;
    }

    private int object(int from, @Nullable JsonPlace place, Values values, int depth) {
        int at = skipSpace(from);
        if (at < end && bytes[at] == '}') {
            return at + 1;
        }
        if (place != null) {
            place.begin();
        }
        while (at < end && bytes[at] == '"') {
            JsonPlace inner;
            JsonPlace.Member known = place == null ? null : place.member(bytes, at + 1, end);
            if (known != null) {
                inner = known.place();
                at += 1 + known.length();
            } else {
                int close = string(at + 1, false);
                if (close == GIVEN_UP || close - at > LONGEST_NAME) {
                    return GIVEN_UP;
                }
                inner = place == null ? null : member(place, at + 1, close - 1);
                at = close;
            }
            at = skipSpace(at);
            if (at == end || bytes[at] != ':') {
                return GIVEN_UP;
            }
            at = value(skipSpace(at + 1), inner, values, depth + 1);
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

    /// The place of a member whose name was read.
    ///
    /// @param close where the quote stands that ends the name
    private @Nullable JsonPlace member(JsonPlace object, int from, int close) {
        PointerTree wanted = object.wanted() == null ? null : object.wanted().child(bytes, from, close);
        ContentNode above = object.noted();
        if (above == null || content == null) {
            JsonPlace place = wanted == null ? null : new JsonPlace(wanted, null);
            object.remember(bytes, from, close, place);
            return place;
        }
        ContentNode node = content.member(above, bytes, from, close);
        if (node == null) {
            return wanted == null ? null : new JsonPlace(wanted, null); // each one left out counts
        }
        if (node == above.anyMember()) {
            return wanted == null ? object.anyMember(node) : new JsonPlace(wanted, node);
        }
        JsonPlace place = new JsonPlace(wanted, node);
        object.remember(bytes, from, close, place);
        return place;
    }

    private int array(int from, @Nullable JsonPlace place, Values values, int depth) {
        int at = skipSpace(from);
        if (at < end && bytes[at] == ']') {
            return at + 1;
        }
        for (int i = 0; at < end; i++) {
            at = value(at, place == null ? null : element(place, i), values, depth + 1);
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

    private @Nullable JsonPlace element(JsonPlace array, int i) {
        PointerTree pointers = array.wanted();
        PointerTree wanted = pointers == null || !pointers.hasChildren() ? null : pointers.child(Integer.toString(i));
        ContentNode above = array.noted();
        ContentNode node = above == null || content == null ? null : content.element(above, i);
        if (wanted != null) {
            return new JsonPlace(wanted, node);
        }
        return node == null ? null : array.element(node);
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

    private int number(int from, @Nullable JsonPlace place, Values values) {
        boolean negative = bytes[from] == '-';
        int digits = negative ? from + 1 : from;
        int at = digits;
        long number = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + (bytes[at++] - '0');
        }
        int count = at - digits;
        if (count == 0 || count > MOST_DIGITS || (bytes[digits] == '0' && (count > 1 || negative))) {
            return GIVEN_UP; // the minus before a zero, too: it is lost in a number and kept in a text
        }
        if (at < end && (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E')) {
            return fraction(from, at, place, values);
        }
        if (place != null) {
            long signed = negative ? -number : number;
            if (place.noted() != null && content != null) {
                content.number(place.noted(), signed);
            }
            if (place.isField() && place.wanted() != null) {
                values.put(place.wanted().slots(), bytes, from, at, signed);
            }
        }
        return at;
    }

    /// Reads what follows the digits of a number before its fraction or exponent.
    private int fraction(int from, int point, @Nullable JsonPlace place, Values values) {
        int at = point;
        int fraction = point;
        if (bytes[at] == '.') {
            fraction = at + 1;
            at = skipDigits(fraction);
            if (at == fraction) {
                return GIVEN_UP;
            }
        }
        int mantissa = at;
        if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
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
        if (place != null) {
            if (place.noted() != null && content != null) {
                content.number(place.noted(), decimal(from, fraction, mantissa, at));
            }
            if (place.isField() && place.wanted() != null) {
                values.put(place.wanted().slots(), bytes, from, at);
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
