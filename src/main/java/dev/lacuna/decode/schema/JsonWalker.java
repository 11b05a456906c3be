package dev.lacuna.decode.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.decode.walk.PayloadWalker;
import dev.lacuna.decode.walk.ValueSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads payloads that are JSON, where a registry says of some that they are: those of a stream of JSON are
/// read several times as fast elsewhere.
final class JsonWalker implements PayloadWalker {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MOST_DIGITS = 18;

    @Override
    public void walk(ByteCursor in, ValueSink sink) throws BrokenPayloadException {
        int start = in.at();
        try (JsonParser parser = FACTORY.createParser(in.array(), start, in.left())) {
            if (parser.nextToken() == null) {
                throw in.broken("holds nothing but space");
            }
            value(parser, sink);
            if (parser.nextToken() != null) {
                in.moveTo(start + (int) parser.currentTokenLocation().getByteOffset());
                throw in.broken("goes on behind its value");
            }
            in.moveTo(in.end());
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
            in.moveTo(Math.clamp(start + at, start, in.end()));
            throw in.broken("is not valid JSON");
        } catch (IOException e) {
            throw in.broken("is no text in its encoding");
        }
    }

    private static void value(JsonParser parser, ValueSink sink) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, sink);
            case START_ARRAY -> array(parser, sink);
            case VALUE_STRING -> {
                byte[] text = parser.getText().getBytes(StandardCharsets.UTF_8);
                sink.text(text, 0, text.length);
            }
            case VALUE_NUMBER_INT -> {
                if (parser.getTextLength() <= MOST_DIGITS) {
                    sink.integer(parser.getLongValue());
                } else {
                    sink.number(parser.getText());
                }
            }
            case VALUE_NUMBER_FLOAT -> sink.number(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> sink.truth(parser.currentToken() == JsonToken.VALUE_TRUE);
            default -> sink.none();
        }
    }

    private static void object(JsonParser parser, ValueSink sink) throws IOException {
        boolean told = sink.beginObject();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            parser.nextToken();
            if (told && sink.member(bytes, 0, bytes.length)) {
                value(parser, sink);
            } else {
                parser.skipChildren();
            }
        }
        if (told) {
            sink.endObject();
        }
    }

    private static void array(JsonParser parser, ValueSink sink) throws IOException {
        boolean told = sink.beginArray();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (told && sink.element(i)) {
                value(parser, sink);
            } else {
                parser.skipChildren();
            }
        }
        if (told) {
            sink.endArray();
        }
    }
}
