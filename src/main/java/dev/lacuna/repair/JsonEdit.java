package dev.lacuna.repair;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.flipkart.zjsonpatch.CompatibilityFlags;
import com.flipkart.zjsonpatch.InvalidJsonPatchException;
import com.flipkart.zjsonpatch.JsonPatch;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import dev.lacuna.model.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// A patch of RFC 6902 that is applied to payloads in JSON. Numbers keep their value to the last digit and members
/// their order; white space is not kept.
public final class JsonEdit {

    /// To remove what isn't there is an error, as the RFC says.
    private static final EnumSet<CompatibilityFlags> STRICT =
            EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /// One patch for each operation, so that it is known which one fails.
    private final List<ArrayNode> operations = new ArrayList<>();

    private JsonEdit(JsonNode patch) {
        patch.forEach(operation -> operations.add(MAPPER.createArrayNode().add(operation)));
    }

    /// What is wrong with a patch, as a clause; empty where it is well formed.
    public static Optional<String> defect(String patch) {
        try {
            JsonNode operations = MAPPER.readTree(patch);
            JsonPatch.validate(operations);
            return operations.isEmpty() ? Optional.of("it has no operation") : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of("it is not valid JSON: " + e.getOriginalMessage());
        } catch (InvalidJsonPatchException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (NumberFormatException e) {
            return Optional.of("it holds a number that is too large");
        } catch (IllegalArgumentException e) { // what the library says of a bad pointer
            return Optional.of("a path must begin with a slash, as /status");
        }
    }

    /// @param patch well formed
    public static JsonEdit of(String patch) {
        return new JsonEdit(tree(patch));
    }

    static JsonNode tree(String patch) {
        try {
            return MAPPER.readTree(patch);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a plan's patch was checked when the plan was", e);
        }
    }

    public Bytes apply(Bytes payload) throws UneditableException {
        JsonNode document;
        try {
            document = MAPPER.readTree(payload.sharedArray(), payload.sharedOffset(), payload.length());
        } catch (IOException e) {
            throw new UneditableException("its payload is not valid JSON");
        } catch (NumberFormatException e) {
            throw new UneditableException("its payload holds a number that is too large");
        }
        if (document == null || document.isMissingNode()) {
            throw new UneditableException("its payload is empty");
        }
        for (ArrayNode operation : operations) {
            try {
                document = JsonPatch.apply(operation, document, STRICT);
            } catch (JsonPatchApplicationException | IllegalStateException | IndexOutOfBoundsException e) {
                // the last two: a place in an array that is no number of one
                JsonNode failed = operation.get(0);
                throw new UneditableException(failed.path("op").asText() + " at '"
                        + failed.path("path").asText() + "' doesn't fit its payload");
            }
        }
        try {
            return Bytes.of(MAPPER.writeValueAsBytes(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }
}
