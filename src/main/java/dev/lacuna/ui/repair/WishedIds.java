package dev.lacuna.ui.repair;

import dev.lacuna.decode.FieldReaders;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import java.util.Optional;

/// By what events are known again in the target.
final class WishedIds {

    /// Not an extractor: by where an event's original stands, which every copy says.
    static final String ORIGIN = "origin";

    private WishedIds() {}

    /// @return the text
    /// @throws IllegalArgumentException where it is no extractor
    static String require(String text) {
        if (!text.equals(ORIGIN)) {
            FieldReaders.of(
                    new FieldSpec(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(text),
                            Optional.empty(),
                            PayloadFormat.AUTO),
                    PayloadFormat.AUTO);
        }
        return text;
    }
}
