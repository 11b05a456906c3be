package dev.lacuna.settings;

import java.util.regex.Pattern;

/// Tells which settings are secrets, by their names and by what stands in them, and writes them so that they may be
/// shown. In doubt a value is one.
public final class Secrets {

    private static final String MASK = "********";

    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(pass(word|phrase|wd)?|pwd|secret|token|jaas|credential|user\\.info|api[._-]?key|private|sasl\\.username)"
                    + ".*|.*keystore\\.(key|certificate\\.chain)$|.*truststore\\.certificates$|.*[._-]auth([._-].*)?");

    /// Names that sound so and are none.
    private static final Pattern PLAIN_NAME = Pattern.compile(
            "(?i).*(token\\.endpoint\\.url|credentials\\.source|\\.(location|type|class|seconds|ms|enabled|name))$");

    private static final Pattern SECRET_VALUE =
            Pattern.compile("(?i).*(password|secret|token)\\s*[=:].*", Pattern.DOTALL);
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file|dir):[^}]*}");
    private static final Pattern USER_OF_ADDRESS = Pattern.compile("(?<=//)[^/@\\s]+@");

    private Secrets() {}

    /// The value as it may be shown: where it is a secret by reference, what it refers to.
    public static String shown(String key, String value) {
        if (REFERENCE.matcher(value).matches()) {
            return value;
        }
        boolean secretName =
                SECRET_NAME.matcher(key).matches() && !PLAIN_NAME.matcher(key).matches();
        if (secretName || SECRET_VALUE.matcher(value).matches()) {
            return value.isEmpty() ? "" : MASK;
        }
        return USER_OF_ADDRESS.matcher(value).replaceAll(MASK + "@");
    }
}
