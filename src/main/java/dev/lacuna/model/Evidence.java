package dev.lacuna.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The facts that prove a finding, by stable snake_case names, in the order they were put. Values are `Long`,
/// `Boolean` or `String`.
public record Evidence(Map<String, Object> facts) {

    public static final Evidence NONE = new Evidence(Map.of());

    public Evidence {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    public @Nullable Long number(String name) {
        return facts.get(name) instanceof Long number ? number : null;
    }

    public @Nullable String text(String name) {
        return facts.get(name) instanceof String text ? text : null;
    }

    public static Builder of(String name, long value) {
        return new Builder().with(name, value);
    }

    public static Builder of(String name, String value) {
        return new Builder().with(name, value);
    }

    /// Collects facts in order.
    public static final class Builder {
        private final Map<String, Object> facts = new LinkedHashMap<>();

        public Builder with(String name, long value) {
            facts.put(name, value);
            return this;
        }

        public Builder with(String name, boolean value) {
            facts.put(name, value);
            return this;
        }

        public Builder with(String name, String value) {
            facts.put(name, value);
            return this;
        }

        /// A fact of another evidence, as it is there.
        public Builder withFact(String name, Object value) {
            facts.put(name, value);
            return this;
        }

        public Evidence build() {
            return new Evidence(facts);
        }
    }
}
