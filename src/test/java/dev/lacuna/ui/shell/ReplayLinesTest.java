package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Bound;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.DeadLetterScope;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.ui.repair.EditWish;
import dev.lacuna.ui.repair.ReplayWishes;
import dev.lacuna.ui.repair.Wish;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The lines that `CliChoiceTest` reads back.
class ReplayLinesTest {

    private static final ReplayWishes ALL = ReplayWishes.USUAL
            .with(Wish.FILTER, "value.seq > 3 && key != 'k9'")
            .with(Wish.SKIP_EXISTING, "json:/id")
            .with(Wish.TO_TOPIC, "orders")
            .with(Wish.TO_PARTITION, "0:0")
            .with(Wish.KEEP_ALL_HEADERS, "true")
            .with(Wish.DROP_HEADERS, "x-debug-*, y")
            .with(Wish.KEEP_HEADERS, "shop-*")
            .withEdits(List.of(
                    new EditWish(EditWish.Kind.SHIFT_TIME, "", "-30m"),
                    new EditWish(EditWish.Kind.SET_HEADER, "by", "shift 2"),
                    new EditWish(EditWish.Kind.RENAME_HEADER, "a", "b"),
                    new EditWish(EditWish.Kind.PATCH, "", "[{\"op\":\"add\",\"path\":\"/fixed\",\"value\":true}]")));

    private final ReplayLines lines = new CommandLines("memory://test", "").replays();

    @Test
    void saysAllThatWasWished() {
        assertThat(lines.range(
                        "upstream",
                        Set.of(0),
                        new Bounds(new Bound.At(2), new Bound.At(15)),
                        FieldSpec.NONE,
                        ALL,
                        null))
                .isEqualTo("lacuna plan replay memory://test --topic upstream --partitions 0 --from 2 --to 15"
                        + " --filter 'value.seq > 3 && key != '\\''k9'\\''' --skip-existing json:/id --to-topic orders"
                        + " --to-partition 0:0 --keep-all-headers --drop-header 'x-debug-*' --drop-header y"
                        + " --keep-header 'shop-*' --rename-header a=b --set-header 'by=shift 2'"
                        + " --patch '[{\"op\":\"add\",\"path\":\"/fixed\",\"value\":true}]' --shift-time=-30m"
                        + " --plan replay-upstream.json");
    }

    @Test
    void putsARateIntoTheRunThatFollowsWhichOnlyReads() {
        ReplayWishes wishes = ReplayWishes.USUAL
                .with(Wish.TO_TOPIC, "orders")
                .with(Wish.TO_CLUSTER, "kafka://other:9092")
                .with(Wish.RATE, "500/s")
                .with(Wish.BYTE_RATE, "5MB/s");

        String text = lines.range("upstream", Set.of(), Bounds.ALL, FieldSpec.NONE, wishes, "/etc/other.properties");

        assertThat(text.lines())
                .containsExactly(
                        "lacuna plan replay memory://test --topic upstream --from start --to end --to-topic orders"
                                + " --to-source kafka://other:9092 --to-command-config /etc/other.properties"
                                + " --plan replay-upstream.json",
                        "lacuna run replay-upstream.json --to-command-config /etc/other.properties --rate 500/s"
                                + " --byte-rate 5MB/s");
    }

    @Test
    void namesTheReportThatTheFindingsStandIn() {
        var fields = new FieldSpec(
                Optional.of("json:/seq"), Optional.empty(), Optional.empty(), Optional.empty(), PayloadFormat.AUTO);

        assertThat(lines.findings(Optional.of("upstream"), "orders", fields, ReplayWishes.USUAL))
                .isEqualTo("lacuna plan replay memory://test --findings findings.csv --topic upstream"
                        + " --sequence json:/seq --to-topic orders --plan repair-orders.json");
    }

    @Test
    void drivesBackToOneTopic() {
        assertThat(lines.redrive(
                        "orders.DLT",
                        "orders",
                        DeadLetterScope.ALL,
                        3,
                        ReplayWishes.USUAL.with(Wish.FILTER, "size > 1")))
                .isEqualTo("lacuna plan redrive memory://test --topic orders.DLT --only orders --max-redrives 3"
                        + " --filter 'size > 1' --plan redrive-orders.json");
    }

    @Test
    void drivesBackOnlyWhatWasSelected() {
        var scope =
                new DeadLetterScope(Set.of(1), new Bounds(new Bound.At(10), new Bound.At(20)), Optional.of("size > 1"));

        assertThat(lines.redrive("orders.DLT", "orders", scope, 3, ReplayWishes.USUAL))
                .contains("--partitions 1 --from 10 --to 20 --only orders");
        assertThat(lines.quarantine("orders.DLT", "kept", scope, 3))
                .contains("--partitions 1 --from 10 --to 20")
                .contains("--filter 'size > 1'");
    }
}
