package dev.lacuna.ui.tasks;

/// A line of the drawer's list.
sealed interface DrawerLine permits TaskLine, EarlierLine {}
