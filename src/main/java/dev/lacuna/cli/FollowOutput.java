package dev.lacuna.cli;

import dev.lacuna.investigation.LiveState;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Verdict;
import dev.lacuna.report.ReportRow;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Prints the findings of a scan that follows its stream as they come. One that turned out otherwise is
/// printed once more, and one that is no longer so is said on standard error.
final class FollowOutput {

    private static final long LOOK_MILLIS = 500;

    private final Session session;
    private final OutputFormat format;
    private final boolean all;
    private final Map<String, Finding> printed = new LinkedHashMap<>();
    private final Set<PartitionRef> partitions = new HashSet<>();
    private long version = -1;
    private String trouble = "";

    /// @param all whether explained findings are printed, too
    FollowOutput(Session session, OutputFormat format, boolean all) {
        this.session = session;
        this.format = format;
        this.all = all;
    }

    /// Prints until the scan has ended.
    ///
    /// @param limit how long to follow; empty: until somebody ends the program
    void print(Scan scan, Optional<Duration> limit) throws Exception {
        var ended = new CountDownLatch(1);
        scan.task().onEnd(task -> ended.countDown());
        long deadline =
                limit.map(length -> System.nanoTime() + length.toNanos()).orElse(Long.MAX_VALUE);
        scan.ranges().forEach(range -> partitions.add(range.partition()));
        session.interruption().watch(scan.task());
        try {
            while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                printNews(scan);
                if (System.nanoTime() - deadline >= 0 && limit.isPresent()) {
                    scan.stopFollowing();
                }
            }
            scan.task().await();
        } finally {
            printNews(scan);
        }
    }

    private void printNews(Scan scan) throws IOException {
        String said = scan.live().map(LiveState::trouble).orElse("");
        if (!said.equals(trouble)) {
            trouble = said;
            session.err().println(said.isEmpty() ? "The source answers again." : said + onward(scan));
        }
        for (PartitionRange range : scan.ranges()) {
            if (partitions.add(range.partition())) {
                session.err().println(range.partition() + " was added, and is followed from its first position on.");
            }
        }
        if (scan.findings().version() != version) {
            version = scan.findings().version();
            printChanges(scan.report());
        }
        session.err().flush();
    }

    /// What is waited for needs nobody's hand.
    private static String onward(Scan scan) {
        boolean waits = scan.live()
                .filter(live -> live.stage() == LiveState.Stage.WAITING)
                .isPresent();
        return waits ? " It is asked again until it answers, and then read on from there." : "";
    }

    private void printChanges(List<ReportRow> rows) throws IOException {
        Map<String, ReportRow> now = new LinkedHashMap<>();
        for (ReportRow row : rows) {
            if (all || row.finding().verdict() != Verdict.BENIGN) {
                now.put(row.finding().id(), row);
            }
        }
        for (Finding before : List.copyOf(printed.values())) {
            if (!now.containsKey(before.id())) {
                printed.remove(before.id());
                session.err()
                        .printf(
                                Locale.ROOT,
                                "No longer so: %s (%s)%n",
                                before.id(),
                                before.explanation().summary());
            }
        }
        List<ReportRow> news =
                now.values().stream().filter(row -> isNews(row.finding())).toList();
        news.forEach(row -> printed.put(row.finding().id(), row.finding()));
        if (!news.isEmpty()) {
            FindingsOutput.print(news, format, session.out());
        }
    }

    /// A text that counts on is no news.
    private boolean isNews(Finding finding) {
        Finding before = printed.get(finding.id());
        return before == null
                || before.verdict() != finding.verdict()
                || before.status() != finding.status()
                || !before.missing().equals(finding.missing());
    }
}
