package dev.lacuna.filter;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.lacuna.decode.walk.ValueSink;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A payload as the expression language holds values: maps, lists, and what stands in them. Confined to one thread.
final class ValueTree implements ValueSink {

    /// The language's null.
    static final Object NOTHING = NullValue.NULL_VALUE;

    private static final BigInteger MOST_UNSIGNED = UnsignedLong.MAX_VALUE.bigIntegerValue();

    private final Deque<Object> open = new ArrayDeque<>();
    private final Deque<String> names = new ArrayDeque<>();
    private @Nullable Object root;

    Object root() {
        return root == null ? NOTHING : root;
    }

    @SuppressWarnings("unchecked") // what is open was made here
    private void put(Object value) {
        Object around = open.peek();
        if (around == null) {
            root = value;
        } else if (around instanceof List<?> list) {
            ((List<Object>) list).add(value);
        } else {
            ((Map<String, Object>) around).put(names.pop(), value);
        }
    }

    @Override
    public boolean beginObject() {
        Map<String, Object> object = new LinkedHashMap<>();
        put(object);
        open.push(object);
        return true;
    }

    @Override
    public boolean member(byte[] array, int from, int to) {
        names.push(new String(array, from, to - from, StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public void endObject() {
        open.pop();
    }

    @Override
    public boolean beginArray() {
        List<Object> list = new ArrayList<>();
        put(list);
        open.push(list);
        return true;
    }

    @Override
    public boolean element(int index) {
        return true;
    }

    @Override
    public void endArray() {
        open.pop();
    }

    @Override
    public void none() {
        put(NOTHING);
    }

    @Override
    public void truth(boolean value) {
        put(value);
    }

    @Override
    public void integer(long value) {
        put(value);
    }

    @Override
    public void fraction(double value, boolean single) {
        put(value);
    }

    /// The language has no numbers without bounds: what fits into none of its integers is a double, as near as that
    /// comes.
    @Override
    public void number(String digits) {
        var number = new BigDecimal(digits);
        boolean whole = digits.indexOf('.') < 0 && digits.indexOf('e') < 0 && digits.indexOf('E') < 0;
        BigInteger integer = whole ? number.toBigInteger() : null;
        if (integer != null && integer.bitLength() < Long.SIZE) {
            put(integer.longValue());
        } else if (integer != null && integer.signum() > 0 && integer.compareTo(MOST_UNSIGNED) <= 0) {
            put(UnsignedLong.valueOf(integer));
        } else {
            put(number.doubleValue());
        }
    }

    @Override
    public void text(byte[] array, int from, int to) {
        put(new String(array, from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public void bytes(byte[] array, int from, int to) {
        put(CelByteString.of(Arrays.copyOfRange(array, from, to)));
    }

    @Override
    public void time(long stored, long seconds, int nanos) {
        try {
            put(Instant.ofEpochSecond(seconds, nanos));
        } catch (DateTimeException | ArithmeticException e) {
            put(stored); // farther off than any calendar goes
        }
    }
}
