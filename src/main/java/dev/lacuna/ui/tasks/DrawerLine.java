package dev.lacuna.ui.tasks;

/// What a row of the drawer's list tells.
sealed interface DrawerLine permits TaskLine, EarlierLine {

    /// By which the same task is known again when it tells something else.
    String id();
}
