package dev.lacuna.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Defect;
import java.util.Map;

/// Says in fixed words why a payload is no JSON: the parser's own messages quote the payload.
final class JsonDefects {

    /// Beginnings of the parser's messages, and what they mean.
    private static final Map<String, String> REASONS = Map.of(
            "Unrecognized token", "has an unquoted word where a value should stand",
            "Unexpected character", "has an unexpected character",
            "Unexpected close marker", "closes a bracket that is not open",
            "Illegal unquoted character", "has a control character inside a string",
            "Illegal character", "has a control character outside a string",
            "Unrecognized character escape", "has an unknown escape in a string",
            "Invalid UTF-8", "is not valid UTF-8",
            "Invalid numeric value", "has a malformed number");

    private JsonDefects() {}

    static Defect of(JsonProcessingException failure, Bytes payload) {
        int at =
                failure.getLocation() == null ? -1 : (int) failure.getLocation().getByteOffset();
        return new Defect("JSON", reasonOf(failure), Math.max(-1, at), !beginsLikeContainer(payload));
    }

    /// Whether the first byte that is no space opens an object or an array.
    static boolean beginsLikeContainer(Bytes value) {
        for (int i = 0; i < value.length(); i++) {
            byte b = value.at(i);
            if (b == '{' || b == '[') {
                return true;
            }
            if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
                return false;
            }
        }
        return false;
    }

    private static String reasonOf(JsonProcessingException failure) {
        if (failure instanceof JsonEOFException) {
            return "ends before its value is complete";
        }
        if (failure instanceof StreamConstraintsException) {
            return "is nested too deeply or holds too large a value";
        }
        String message = failure.getOriginalMessage() == null ? "" : failure.getOriginalMessage();
        for (Map.Entry<String, String> reason : REASONS.entrySet()) {
            if (message.startsWith(reason.getKey())) {
                return reason.getValue();
            }
        }
        return message.startsWith("Unexpected end-of-input")
                ? "ends before its value is complete"
                : "is not valid JSON";
    }
}
