package dev.lacuna.cli;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.SampleSession;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanRequest;
import dev.lacuna.investigation.TruthCheck;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.Verdict;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.report.CsvReport;
import dev.lacuna.report.JsonLinesReport;
import dev.lacuna.report.ReportRow;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.sandbox.IncidentTruth;
import dev.lacuna.sandbox.PlantedFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The whole loop on the sample incident, unattended: see, explain, plan, dry run, run, verify, report. It ends
/// verified only when every planted fault was found, nothing else was, and the lost events are back exactly
/// once.
final class DemoLoop {

    private final Session session;
    private final Investigation investigation;
    private final IncidentTruth truth;
    private final Path folder;
    private final PrintWriter out;
    private final List<Scan> scans = new ArrayList<>();

    DemoLoop(Session session, SampleSession sample, Path folder) {
        this.session = session;
        this.investigation = sample.investigation();
        this.truth = sample.truth();
        this.folder = folder;
        this.out = session.out();
    }

    ExitCode run() throws Exception {
        Files.createDirectories(folder);
        Scan scan = scan(IncidentTruth.ORDERS);
        boolean found = explain(scan);
        found &= explainOthers(scan);
        boolean repaired = repair(scan);
        out.println();
        keep();
        out.println("Report: " + folder.toAbsolutePath().resolve(SessionOutput.HTML));
        boolean verified = found && repaired;
        out.println(verified ? "The loop ended VERIFIED." : "The loop did NOT end verified: see above.");
        out.flush();
        return verified ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void keep() throws Exception {
        SavedSession saved = SessionOutput.capture(session, investigation, scans, "");
        SessionOutput.write(saved, folder.resolve(SessionOutput.SESSION));
        SessionOutput.writeHtml(saved, folder.resolve(SessionOutput.HTML));
    }

    private Scan scan(String stream) throws Exception {
        Scan scan = investigation.scan(ScanRequest.all(stream, truth.fields(stream)));
        session.await(scan.task());
        scans.add(scan);
        out.printf(
                Locale.ROOT,
                "Scanned %s: %,d events in %d partitions, %d findings.%n",
                stream,
                scan.events(),
                scan.ranges().size(),
                scan.findings().all().size());
        return scan;
    }

    private boolean explain(Scan scan) {
        TruthCheck check = TruthCheck.of(truth.faults(), scan.findings().all());
        out.println();
        var table = new TextTable("PLANTED IN " + IncidentTruth.ORDERS, "WHERE", "EXPECTED", "FOUND", "VERDICT", "OK");
        for (TruthCheck.Line line : check.lines()) {
            PlantedFault fault = line.fault();
            table.row(
                    fault.title(),
                    fault.stream() + "/" + fault.partition(),
                    fault.verdict().id(),
                    line.findings().stream()
                            .map(finding -> finding.explanation().summary())
                            .collect(Collectors.joining("; ")),
                    line.findings().stream()
                            .map(finding -> finding.verdict().id())
                            .distinct()
                            .collect(Collectors.joining(", ")),
                    line.isFound() ? "yes" : "NO");
        }
        table.print(out);
        printUnplanned(check);
        out.println();
        return check.isTrue();
    }

    /// The other streams: upstream shows only what was the shop's own doing, the healthy ones nothing at all.
    private boolean explainOthers(Scan orders) throws Exception {
        List<ReportRow> rows = new ArrayList<>(orders.report());
        Scan upstream = scan(IncidentTruth.UPSTREAM);
        rows.addAll(upstream.report());
        TruthCheck echoes = TruthCheck.of(truth.echoes(), upstream.findings().all());
        printUnplanned(echoes);
        boolean clean = echoes.isTrue();
        for (String healthy : truth.healthyStreams()) {
            Scan scan = scan(healthy);
            rows.addAll(scan.report());
            TruthCheck check = TruthCheck.of(List.of(), scan.findings().all());
            printUnplanned(check);
            long explained = scan.findings().all().stream()
                    .filter(finding -> finding.verdict() == Verdict.BENIGN)
                    .mapToLong(finding -> finding.missing().orElse(0))
                    .sum();
            if (check.isTrue()) {
                out.printf(Locale.ROOT, "  nothing wrong; %,d positions without an event, all explained.%n", explained);
            }
            clean &= check.isTrue();
        }
        write(rows, "before-repair");
        return clean;
    }

    private boolean repair(Scan scan) throws Exception {
        List<Finding> losses = scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE && finding.verdict() == Verdict.LOSS)
                .toList();
        List<ReplaySource> holding = session.await(investigation.findSources(scan, losses));
        if (holding.isEmpty()) {
            out.println("None of the missing events was found in another stream.");
            return false;
        }
        ReplaySource best = holding.getFirst();
        out.println();
        out.printf(
                Locale.ROOT,
                "%,d of %,d missing events stand in %s; %d events beside the gaps are the same there byte for byte.%n",
                best.found(),
                best.missing(),
                best.stream().stream().name(),
                best.neighbours());
        ReplayPlan plan = session.await(investigation.planRepair(scan, losses, best));
        Path file = folder.resolve("plan.json");
        Files.deleteIfExists(file);
        PlanFile.write(plan, file);
        RepairOutput.print(plan, out);

        ReplayReport dryRun =
                session.await(investigation.run(plan, false, false).task());
        RepairOutput.printHazards(dryRun, session.err());
        out.println("Dry run: " + dryRun.summary());
        ReplayReport run = session.await(investigation.run(plan, true, false).task());
        out.println("Run: " + run.summary());
        ReplayReport again = session.await(investigation.run(plan, true, false).task());
        out.println("Run again: " + again.summary());

        Verification seen = session.await(investigation.verify(plan));
        RepairOutput.print(seen, out);
        write(closed(scan, seen), "gap-report");
        return seen.isVerified()
                && best.isWhole()
                && dryRun.written() == run.written()
                && run.isComplete()
                && again.isNoOp();
    }

    /// The findings as they stand after the repair: a finding is closed only by what the re-scan saw.
    private static List<ReportRow> closed(Scan scan, Verification seen) {
        for (String id : seen.closed()) {
            scan.findings()
                    .get(id)
                    .ifPresent(finding -> scan.findings().put(finding.withStatus(FindingStatus.REPAIRED)));
        }
        return scan.report();
    }

    private void printUnplanned(TruthCheck check) {
        for (Finding finding : check.unplanned()) {
            out.println("NOT PLANTED: " + finding.partition() + " "
                    + finding.kind().id() + " " + finding.verdict().id() + ": "
                    + finding.explanation().summary());
        }
    }

    private void write(List<ReportRow> rows, String name) throws IOException {
        try (Writer csv = Files.newBufferedWriter(folder.resolve(name + ".csv"));
                Writer json = Files.newBufferedWriter(folder.resolve(name + ".jsonl"))) {
            CsvReport.write(rows, csv);
            JsonLinesReport.write(rows, json);
        }
    }
}
