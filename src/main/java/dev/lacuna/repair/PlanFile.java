package dev.lacuna.repair;

import dev.lacuna.model.RepairPlan;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.RewindPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// A plan as a JSON file that one can read, diff and keep. It holds positions and counts, never a payload or a secret.
///
/// Reading is strict: a field that is missing, unknown or of the wrong type is named, and nothing is guessed.
public final class PlanFile {

    private static final long MAX_BYTES = 64L << 20;

    private PlanFile() {}

    /// The plan as its file's text.
    public static String text(RepairPlan plan) {
        return switch (plan) {
            case ReplayPlan replay -> PlanJson.text(replay);
            case RewindPlan rewind -> RewindPlanJson.text(rewind);
        };
    }

    /// Writes the plan whole or not at all, readable for its owner only where the file system knows owners. Replaces a
    /// file of that name.
    public static void write(RepairPlan plan, Path file) throws PlanException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new PlanException(PlanException.Kind.FILE, "'" + file + "' is no file's name.");
        }
        try {
            Path temporary = Files.createTempFile(folder, ".lacuna-plan-", ".tmp", ownerOnly(folder));
            try {
                writeThrough(temporary, text(plan));
                move(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new PlanException(
                    PlanException.Kind.FILE,
                    "The plan could not be written to '" + file + "': " + reason(e) + ". Nothing else was changed.",
                    e);
        }
    }

    /// @throws PlanException naming the file, the field and what is expected there
    public static ReplayPlan read(Path file) throws PlanException {
        return parse(textOf(file), file.toString());
    }

    /// A plan of whatever kind.
    ///
    /// @throws PlanException as of [#read]
    public static RepairPlan readAny(Path file) throws PlanException {
        return parseAny(textOf(file), file.toString());
    }

    /// A plan of whatever kind, wherever its text was kept.
    ///
    /// @throws PlanException as of [#parse]
    public static RepairPlan parseAny(String text, String name) throws PlanException {
        return RewindPlanJson.isRewind(PlanJson.read(text, name)) ? rewind(text, name) : parse(text, name);
    }

    private static RewindPlan rewind(String text, String name) throws PlanException {
        RewindPlan plan = RewindPlanJson.parse(text, name);
        try {
            RewindPlanRules.check(plan);
        } catch (PlanException e) {
            throw new PlanException(PlanException.Kind.FILE, "'" + name + "': " + e.getMessage(), e);
        }
        return plan;
    }

    static String textOf(Path file) throws PlanException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new PlanException(
                        PlanException.Kind.FILE, "'" + file + "' is too large for a plan: more than 64 MiB.");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new PlanException(PlanException.Kind.FILE, "'" + file + "' is no plan: it is not UTF-8 text.", e);
        } catch (IOException e) {
            throw new PlanException(
                    PlanException.Kind.FILE, "The plan '" + file + "' could not be read: " + reason(e) + ".", e);
        }
    }

    /// The replay that a file's text says, wherever the text was kept.
    ///
    /// @param name what to call it in messages
    /// @throws PlanException naming it, the field and what is expected there
    public static ReplayPlan parse(String text, String name) throws PlanException {
        ReplayPlan plan = PlanJson.parse(text, name);
        try {
            PlanRules.check(plan);
        } catch (PlanException e) {
            throw new PlanException(PlanException.Kind.FILE, "'" + name + "': " + e.getMessage(), e);
        }
        return plan;
    }

    static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    static void writeThrough(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
