package dev.lacuna.ui.findings;

/// One line of a finding's evidence.
///
/// @param text columns are separated by tabs
/// @param role what it is, so that it can be told apart by more than its words
record EvidenceLine(String text, Role role) {

    enum Role {
        /// An event that stands.
        EVENT,
        /// What is missing between two events.
        MISSING,
        /// A named fact.
        FACT
    }
}
