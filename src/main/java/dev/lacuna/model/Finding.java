package dev.lacuna.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.OptionalLong;

/// Something that a rule saw in one partition: a gap, a duplicate, a silence. It points back at positions and time.
///
/// @param id stable: two scans of the same data give the same id
/// @param positions the missing positions for `gap.offsets`; else those that enclose or carry it
/// @param missing how many events are missing; empty where nothing is, or where nobody can say
/// @param basis how `missing` was come by
/// @param time from the last event before to the first event after, or of the events that carry it
public record Finding(
        String id,
        PartitionRef partition,
        FindingKind kind,
        Severity severity,
        Verdict verdict,
        Cause cause,
        PositionRange positions,
        OptionalLong missing,
        Basis basis,
        TimeSpan time,
        Explanation explanation,
        FindingStatus status,
        Evidence evidence) {

    /// A new finding, with the id that its content gives it.
    ///
    /// @param discriminator tells findings of one kind and range apart (a group's name), else empty
    public static Finding of(
            PartitionRef partition,
            FindingKind kind,
            Severity severity,
            Verdict verdict,
            Cause cause,
            PositionRange positions,
            OptionalLong missing,
            Basis basis,
            TimeSpan time,
            Explanation explanation,
            Evidence evidence,
            String discriminator) {
        FindingStatus status = verdict == Verdict.BENIGN ? FindingStatus.EXPLAINED : FindingStatus.OPEN;
        return new Finding(
                idOf(partition, kind, positions, discriminator),
                partition,
                kind,
                severity,
                verdict,
                cause,
                positions,
                missing,
                basis,
                time,
                explanation,
                status,
                evidence);
    }

    public Finding withStatus(FindingStatus newStatus) {
        return with(severity, verdict, cause, time, explanation, newStatus, evidence);
    }

    public Finding withTime(TimeSpan newTime) {
        return with(severity, verdict, cause, newTime, explanation, status, evidence);
    }

    public Finding withExplanation(Explanation newExplanation) {
        return with(severity, verdict, cause, time, newExplanation, status, evidence);
    }

    public Finding withEvidence(Evidence newEvidence) {
        return with(severity, verdict, cause, time, explanation, status, newEvidence);
    }

    public Finding withVerdict(Verdict newVerdict, Severity newSeverity) {
        return with(newSeverity, newVerdict, cause, time, explanation, status, evidence);
    }

    public Finding withCause(Cause newCause) {
        return with(severity, verdict, newCause, time, explanation, status, evidence);
    }

    private Finding with(
            Severity newSeverity,
            Verdict newVerdict,
            Cause newCause,
            TimeSpan newTime,
            Explanation newExplanation,
            FindingStatus newStatus,
            Evidence newEvidence) {
        return new Finding(
                id,
                partition,
                kind,
                newSeverity,
                newVerdict,
                newCause,
                positions,
                missing,
                basis,
                newTime,
                newExplanation,
                newStatus,
                newEvidence);
    }

    /// The first 16 hex digits of SHA-256 over source, stream, partition, kind, range and discriminator.
    static String idOf(PartitionRef partition, FindingKind kind, PositionRange positions, String discriminator) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {
                partition.stream().source(),
                partition.stream().name(),
                Integer.toString(partition.number()),
                kind.id(),
                positions.from().toString(),
                positions.to().toString(),
                Objects.requireNonNull(discriminator)
            }) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
