package dev.lacuna.decode;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What somebody seems to mean who names a field in the notation of another tool, or of a filter: `value.order.id`,
/// `$.order.id`, `/order/id`, `headers['region']`, or no more than `seq`.
final class MeantExtractor {

    private static final String NAMES = "([\\w-]+(?:[./][\\w-]+)*)";
    private static final Pattern IN_HEADERS = Pattern.compile("headers?[.:\\[]['\"]?([\\w.-]+)['\"]?]?");
    private static final Pattern IN_PAYLOAD = Pattern.compile("(?:(?:value|payload)[.:/]|json:|\\$\\.|[./])?" + NAMES);
    private static final List<String> NO_FIELDS = List.of("value", "payload", "header", "headers", "json");

    private MeantExtractor() {}

    /// Nothing where it is a guess at random.
    static Optional<String> of(String text) {
        Matcher header = IN_HEADERS.matcher(text);
        if (header.matches()) {
            return Optional.of("header:" + header.group(1));
        }
        Matcher payload = IN_PAYLOAD.matcher(text);
        if (!payload.matches() || NO_FIELDS.contains(payload.group(1))) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(payload.group(1).split("[./]")).collect(Collectors.joining("/", "json:/", "")));
    }
}
