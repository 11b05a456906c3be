package dev.lacuna.source;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// On what terms a stream may be written to, as far as its source tells.
///
/// @param allowed whether whoever is connected may write to it; empty where that can't be told
/// @param missing the rights that a replay needs there and whoever is connected lacks, in its source's words: `Write on
///     topic 'orders'`; as far as that can be told
/// @param bytesPerSecond how many bytes a second the source lets a writer write before it holds it back; empty where no
///     limit is known
public record WriteTerms(Optional<Boolean> allowed, List<String> missing, OptionalDouble bytesPerSecond) {

    public static final WriteTerms UNKNOWN = new WriteTerms(Optional.empty(), OptionalDouble.empty());

    public WriteTerms {
        missing = List.copyOf(missing);
    }

    public WriteTerms(Optional<Boolean> allowed, OptionalDouble bytesPerSecond) {
        this(allowed, List.of(), bytesPerSecond);
    }

    public boolean areDenied() {
        return !missing.isEmpty() || (allowed.isPresent() && !allowed.get());
    }
}
