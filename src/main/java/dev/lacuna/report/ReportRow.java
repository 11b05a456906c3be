package dev.lacuna.report;

import dev.lacuna.model.Finding;
import java.time.Instant;

/// One finding as a report shows it, with what was looked at to find it.
///
/// @param scanFrom the first position of its partition that was looked at
/// @param scanTo one past the last
public record ReportRow(Finding finding, String scanFrom, String scanTo, Instant scannedAt, String toolVersion) {}
