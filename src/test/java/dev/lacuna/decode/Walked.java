package dev.lacuna.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.decode.walk.DeafSink;
import dev.lacuna.decode.walk.JsonText;
import dev.lacuna.decode.walk.PayloadWalker;
import dev.lacuna.model.Bytes;
import java.util.Arrays;
import java.util.Random;

/// Payloads walked over in tests, as slices of a larger array, as readers hand them over.
public final class Walked {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Walked() {}

    public static String json(PayloadWalker walker, byte[] payload) throws BrokenPayloadException {
        JsonText text = new JsonText(1 << 20);
        walker.walk(cursor(payload), text);
        return text.text();
    }

    public static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    /// Walks without wanting anything.
    public static void pass(PayloadWalker walker, byte[] payload) throws BrokenPayloadException {
        walker.walk(cursor(payload), DeafSink.INSTANCE);
    }

    private static ByteCursor cursor(byte[] payload) {
        ByteCursor cursor = new ByteCursor();
        cursor.over(inTheMiddle(payload));
        return cursor;
    }

    public static Bytes inTheMiddle(byte[] payload) {
        byte[] around = new byte[payload.length + 7];
        Arrays.fill(around, (byte) 1);
        System.arraycopy(payload, 0, around, 3, payload.length);
        return Bytes.of(around, 3, payload.length);
    }

    /// Reads every beginning of a payload and many changed ones: each must be read or be told broken, and
    /// nothing else.
    ///
    /// @return how many of the beginnings, the whole left out, could be read
    public static int torment(PayloadWalker walker, byte[] payload, Random random) {
        int readable = 0;
        for (int length = 0; length < payload.length; length++) {
            readable += survives(walker, Arrays.copyOf(payload, length)) ? 1 : 0;
        }
        for (int i = 0; i < 300; i++) {
            byte[] changed = payload.clone();
            for (int j = random.nextInt(4); j >= 0 && changed.length > 0; j--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            survives(walker, changed);
        }
        return readable;
    }

    private static boolean survives(PayloadWalker walker, byte[] payload) {
        boolean readable = true;
        try {
            json(walker, payload);
        } catch (BrokenPayloadException e) {
            if (e.reason().isEmpty() || e.offset() > payload.length) {
                throw new AssertionError("says nothing true of where: " + e.offset(), e);
            }
            readable = false;
        } catch (JsonText.FullException e) {
            throw new AssertionError("a short payload became long", e);
        }
        try {
            pass(walker, payload);
        } catch (BrokenPayloadException e) {
            // what nobody wants may be broken just as well
        }
        return readable;
    }
}
