package dev.lacuna.source;

/// Where properties may take secrets from by reference. It is never said by the properties themselves: they may come
/// from anybody, and what they refer to is sent to the servers that they name.
///
/// @param variables a pattern of the names of environment variables
/// @param paths the files and folders, separated by commas
public record SecretRules(String variables, String paths) {

    /// Nowhere from.
    public static final SecretRules NONE = new SecretRules("(?!)", "");
}
