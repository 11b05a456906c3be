package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Bound;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.repair.rewind.RewindAim;
import dev.lacuna.source.SourceWords;
import dev.lacuna.ui.records.RecordActions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandLinesTest {

    private static final Bounds MORNING = new Bounds(
            new Bound.AtTime(Instant.parse("2026-03-14T06:00:00Z").toEpochMilli()),
            new Bound.AtTime(Instant.parse("2026-03-14T06:30:00.250Z").toEpochMilli()));
    private static final FieldSpec FIELDS = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.of("header:id"), Optional.empty(), PayloadFormat.AUTO);

    private final CommandLines lines = new CommandLines("kafka://127.0.0.1:9092", "");

    @Test
    void scansARangeWithTheFieldsOfTheWindow() {
        assertThat(lines.scan("orders", Set.of(2), MORNING, Depth.RECORDS, FIELDS))
                .isEqualTo("lacuna scan kafka://127.0.0.1:9092 --topic orders --partitions 2"
                        + " --from @2026-03-14T06:00:00Z --to @2026-03-14T06:30:00.250Z"
                        + " --depth records --sequence json:/seq --id header:id");
    }

    @Test
    void leavesTheFieldsOutWhereOnlyBatchesAreLookedAt() {
        assertThat(lines.scan("orders", Depth.BATCHES, FIELDS))
                .isEqualTo("lacuna scan kafka://127.0.0.1:9092 --topic orders --depth batches");
    }

    @Test
    void scansARangeOfOffsets() {
        var offsets = new Bounds(new Bound.At(4_120), new Bound.At(4_200));
        assertThat(lines.scan("orders", Set.of(2), offsets, Depth.BATCHES, FIELDS))
                .isEqualTo("lacuna scan kafka://127.0.0.1:9092 --topic orders --partitions 2"
                        + " --from 4120 --to 4200 --depth batches");
    }

    @Test
    void plansAReplay() {
        assertThat(lines.planReplay("orders", Set.of(5, 0, 3, 4), MORNING, "orders-fixed"))
                .isEqualTo("lacuna plan replay kafka://127.0.0.1:9092 --topic orders --partitions 0,3-5"
                        + " --from @2026-03-14T06:00:00Z --to @2026-03-14T06:30:00.250Z"
                        + " --to-topic orders-fixed --plan replay-orders.json");
    }

    @Test
    void plansARewindAndRunsItBack() {
        var time = new RewindAim.AtTime(Instant.parse("2026-03-14T06:00:00Z").toEpochMilli());
        assertThat(lines.planRewind("billing", Optional.of("orders"), time))
                .isEqualTo("lacuna plan rewind kafka://127.0.0.1:9092 --topic orders --group billing"
                        + " --to-time @2026-03-14T06:00:00Z --plan rewind-billing.json");
        assertThat(lines.planRewind("billing eu", Optional.empty(), new RewindAim.By(-40)))
                .isEqualTo("lacuna plan rewind kafka://127.0.0.1:9092 --group 'billing eu' --shift -40"
                        + " --plan rewind-billing_eu.json");
        assertThat(lines.runHere("back.json", " --roll-back --execute"))
                .isEqualTo("lacuna run back.json --roll-back --execute");
    }

    @Test
    void namesTheProfileThatTheSourceWasOpenedBy() {
        var words = new SourceWords("shop-eu", "", List.of("--schema-file", "/home/me/order.proto"));
        var profile = new CommandLines("kafka://broker-1:9092,broker-2:9092", words);

        assertThat(profile.scan("orders", Depth.BATCHES, FIELDS))
                .isEqualTo("lacuna scan shop-eu --schema-file /home/me/order.proto --topic orders --depth batches");
        assertThat(profile.open("orders", "2@4120"))
                .isEqualTo("lacuna open shop-eu --schema-file /home/me/order.proto --topic orders --at 2@4120");
        assertThat(profile.runHere("plan.json"))
                .isEqualTo("lacuna run plan.json --profile shop-eu --schema-file /home/me/order.proto --execute");
        assertThat(profile.other(RecordActions.OtherTool.KCAT, "orders", 2, 4_120))
                .as("who knows no profiles needs the address")
                .startsWith("kcat -C -b broker-1:9092,broker-2:9092 -t orders");
    }

    @Test
    void quotesWhatAShellWouldRead() {
        var secured = new CommandLines("kafka://broker:9093", "/home/me/it's mine.properties");
        assertThat(secured.scan("orders", Depth.BATCHES, FieldSpec.NONE))
                .isEqualTo("lacuna scan kafka://broker:9093 --command-config '/home/me/it'\\''s mine.properties'"
                        + " --topic orders --depth batches");
    }
}
