package dev.lacuna.ui.shell;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Position;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemoryStream;
import java.time.Instant;

/// An incident in memory that has something to show: three hours of `checkout` in six partitions with a loss that
/// `checkout-upstream` still holds, a silence, duplicates, late arrivals and a hole in the positions.
final class Checkout {

    static final String TOPIC = "checkout";
    static final String UPSTREAM = "checkout-upstream";
    static final long LOST = 173;

    private static final int LANES = 6;
    private static final long EVENTS = 1_500;
    private static final long FIRST_LOST = 640;
    private static final long START = Instant.parse("2026-03-14T06:00:00Z").toEpochMilli();
    private static final long STEP = 7_200;

    private final MemoryCluster cluster;

    private Checkout(MemoryCluster cluster) {
        this.cluster = cluster;
    }

    static void fill(MemoryCluster cluster) {
        new Checkout(cluster).fill();
    }

    private void fill() {
        MemoryStream upstream = cluster.create(UPSTREAM, LANES);
        MemoryStream checkout = cluster.create(TOPIC, LANES);
        for (int lane = 0; lane < LANES; lane++) {
            for (long sequence = 0; sequence < EVENTS; sequence++) {
                MemoryContent event = event(lane, sequence);
                upstream.partition(lane).append(event);
                arrive(checkout.partition(lane), lane, sequence, event);
            }
        }
        for (int step = 0; step < 60; step++) {
            long next = EVENTS * step / 60;
            long commit = step < 20 || step > 34 ? next : EVENTS / 3;
            cluster.addGroupCommit(new GroupCommit(
                    "billing",
                    checkout.partition(1).ref(),
                    Position.offset(commit),
                    START + EVENTS * STEP * step / 60,
                    1));
        }
    }

    private static void arrive(MemoryPartition partition, int lane, long sequence, MemoryContent event) {
        boolean lost = lane == 2 && sequence >= FIRST_LOST && sequence < FIRST_LOST + LOST;
        if (lost) {
            return;
        }
        if (lane == 5 && sequence == 900) {
            partition.skip(30);
        }
        partition.append(event);
        if (lane == 1 && sequence % 40 == 7 && sequence > 800 && sequence < 1_100) {
            partition.append(event);
        }
        if (lane == 3 && sequence > 400 && sequence % 160 == 9) {
            partition.append(event(lane, sequence - 60));
        }
    }

    /// Denser in the middle; lane 4 pauses.
    private static MemoryContent event(int lane, long sequence) {
        double share = sequence / (double) EVENTS;
        long wave = Math.round(Math.sin(share * 9 + lane) * 90_000);
        long pause = lane == 4 && share > 0.6 ? 780_000 : 0;
        String id = "c-" + lane + "-" + sequence;
        return MemoryContent.of(
                START + sequence * STEP + wave + pause,
                id,
                "{\"order\":{\"id\":\"" + id + "\",\"amount\":" + (1 + sequence * 37 % 900) + ".50},\"seq\":" + sequence
                        + ",\"country\":\"" + (sequence % 3 == 0 ? "SE" : "DE") + "\"}");
    }
}
