package dev.lacuna.repair;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A snapshot as a JSON file beside its plan: `plan.json` has `plan.before.json`, `plan.after.json` and, once it was
/// rolled back, `plan.back.json`. It
/// may hold what consumers left beside their positions, so it is for its owner only; and once written it is
/// never written over.
public final class GroupSnapshotFile {

    static final int VERSION = 1;
    private static final String KIND = "group_positions";

    private GroupSnapshotFile() {}

    /// Where the group stood before the plan was run.
    public static Path before(Path plan) {
        return beside(plan, "before");
    }

    /// Where it was read to stand after that.
    public static Path after(Path plan) {
        return beside(plan, "after");
    }

    /// Where it was read to stand after the plan was rolled back.
    public static Path back(Path plan) {
        return beside(plan, "back");
    }

    private static Path beside(Path plan, String word) {
        String name = String.valueOf(plan.getFileName());
        String stem = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
        return plan.resolveSibling(stem + "." + word + ".json");
    }

    /// Writes it whole or not at all, and so that it survives a loss of power from the moment this returns.
    ///
    /// @throws PlanException FILE, also where there is a file of that name
    public static void write(GroupSnapshot snapshot, Path file) throws PlanException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new PlanException(PlanException.Kind.FILE, "'" + file + "' is no file's name.");
        }
        try {
            Path temporary = Files.createTempFile(folder, ".lacuna-group-", ".tmp", PlanFile.ownerOnly(folder));
            try {
                PlanFile.writeThrough(temporary, text(snapshot));
                claim(temporary, target);
                force(folder);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (FileAlreadyExistsException e) {
            throw new PlanException(
                    PlanException.Kind.FILE, "'" + file + "' exists already, and no snapshot is ever written over.", e);
        } catch (IOException e) {
            throw new PlanException(
                    PlanException.Kind.FILE,
                    "The group's positions could not be kept in '" + file + "': " + PlanFile.reason(e)
                            + ". Nothing else was changed.",
                    e);
        }
    }

    /// A link, unlike a move, never replaces what is there.
    private static void claim(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException e) {
            Files.move(from, to);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            Files.move(from, to); // a file system that knows no links
        }
    }

    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // not every system lets folders be opened; the file itself is safe
        }
    }

    public static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /// @param source the name of the source, under which its partitions go
    /// @throws PlanException naming the file, the field and what is expected there
    public static GroupSnapshot read(Path file, String source) throws PlanException {
        String name = file.toString();
        StrictObject root = StrictObject.root(PlanJson.read(PlanFile.textOf(file), name), name);
        root.expect("schema_version", VERSION, "a newer version of this program may read it");
        root.expect("kind", KIND, "here a group's positions are expected");
        Map<PartitionRef, Optional<GroupPosition>> positions = new TreeMap<>();
        for (StrictObject node : root.objects("positions")) {
            PartitionRef partition = new StreamRef(source, node.text("stream")).partition(node.partition("partition"));
            Optional<Position> next = node.optionalPosition("position");
            OptionalLong epoch = node.optionalCount("leader_epoch");
            String metadata = node.text("metadata");
            positions.put(
                    partition, next.map(position -> new GroupPosition(position, (int) epoch.orElse(-1), metadata)));
            node.end();
        }
        var snapshot = new GroupSnapshot(
                root.text("plan"), root.text("source_id"), root.text("group"), root.time("taken"), positions);
        root.end();
        return snapshot;
    }

    private static String text(GroupSnapshot snapshot) {
        ObjectNode root = PlanJson.object()
                .put("schema_version", VERSION)
                .put("kind", KIND)
                .put("plan", snapshot.planId())
                .put("source_id", snapshot.sourceId())
                .put("group", snapshot.group())
                .put("taken", snapshot.taken().toString());
        ArrayNode positions = root.putArray("positions");
        snapshot.positions().forEach((partition, position) -> {
            ObjectNode node =
                    PlanJson.object().put("stream", partition.stream().name()).put("partition", partition.number());
            RewindPlanJson.putOptional(node, "position", position.map(GroupPosition::next));
            int epoch = position.map(GroupPosition::leaderEpoch).orElse(-1);
            if (epoch < 0) {
                node.putNull("leader_epoch");
            } else {
                node.put("leader_epoch", epoch);
            }
            positions.add(
                    node.put("metadata", position.map(GroupPosition::metadata).orElse("")));
        });
        return PlanJson.print(root);
    }
}
