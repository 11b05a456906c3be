/// Profiles, folders and preferences as files.
/// It never prints a secret.
@NullMarked
package dev.lacuna.settings;

import org.jspecify.annotations.NullMarked;
