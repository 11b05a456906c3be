package dev.lacuna.source.kafka;

import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.GroupKind;
import dev.lacuna.source.GroupState;
import dev.lacuna.source.GroupSummary;
import dev.lacuna.source.NearestNames;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/// Questions about consumer groups: which there are, who is in them, and where they stand. Many groups are asked for at
/// once, because a cluster may have thousands.
final class GroupLookup {

    private final Admin admin;
    private final String source;
    private final GroupTranslation translation;

    GroupLookup(Admin admin, String source) {
        this.admin = admin;
        this.source = source;
        this.translation = new GroupTranslation(source);
    }

    /// Answers to one question about many groups.
    ///
    /// @param failures of those that didn't answer
    record Answers<T>(Map<String, T> byGroup, Map<String, SourceException> failures) {}

    List<GroupSummary> list() throws SourceException {
        return KafkaFailures.await(admin.listGroups().all(), "The consumer groups of " + source + " can't be listed")
                .stream()
                .map(GroupTranslation::summary)
                .sorted(Comparator.comparing(GroupSummary::name))
                .toList();
    }

    /// A list leaves out, without a word, the groups that the user may not see: who is not in it is asked for by name.
    ///
    /// @throws SourceException UNKNOWN_GROUP with the names that come closest
    GroupInfo describe(String group) throws SourceException {
        List<GroupSummary> all = list();
        GroupSummary listed = all.stream()
                .filter(summary -> summary.name().equals(group))
                .findFirst()
                .orElse(new GroupSummary(group, GroupKind.UNKNOWN, GroupState.UNKNOWN, ""));
        Answers<GroupInfo> answers = describe(List.of(listed));
        SourceException failure = answers.failures().get(group);
        if (failure != null) {
            throw failure.kind() == Kind.UNKNOWN_GROUP ? unknown(group, all, failure) : failure;
        }
        GroupInfo info = answers.byGroup().get(group);
        // older brokers describe whom they don't know as dead
        if (info == null || !all.contains(listed) && info.summary().state() == GroupState.DEAD) {
            throw unknown(group, all, null);
        }
        return info;
    }

    private SourceException unknown(String group, List<GroupSummary> all, @Nullable Throwable cause) {
        List<String> nearest =
                NearestNames.of(group, all.stream().map(GroupSummary::name).toList());
        String hint = all.isEmpty() ? " It has no groups that you may see." : " List its groups to see their names.";
        if (!nearest.isEmpty()) {
            hint = " Did you mean " + String.join(" or ", nearest) + "?";
        }
        return new SourceException(
                Kind.UNKNOWN_GROUP,
                "There is no consumer group '" + group + "' at " + source + "." + hint,
                false,
                cause);
    }

    /// Groups are asked for in the way of their kind.
    Answers<GroupInfo> describe(Collection<GroupSummary> groups) throws SourceException {
        var futures = new LinkedHashMap<GroupSummary, KafkaFuture<GroupInfo>>();
        Map<How, List<GroupSummary>> byHow = groups.stream().collect(Collectors.groupingBy(How::of));
        for (var entry : byHow.entrySet()) {
            List<String> names =
                    entry.getValue().stream().map(GroupSummary::name).toList();
            Map<String, KafkaFuture<GroupInfo>> asked = ask(entry.getKey(), entry.getValue(), names);
            entry.getValue().forEach(group -> {
                KafkaFuture<GroupInfo> future = asked.get(group.name());
                if (future != null) {
                    futures.put(group, future);
                }
            });
        }
        var named = new LinkedHashMap<String, KafkaFuture<GroupInfo>>();
        futures.forEach((group, future) -> named.put(group.name(), future));
        return await(named, "can't be described");
    }

    /// The ways in which the broker describes groups.
    private enum How {
        CONSUMER,
        CLASSIC,
        STREAMS,
        SHARE;

        static How of(GroupSummary group) {
            return switch (group.kind()) {
                case STREAMS -> STREAMS;
                case SHARE -> SHARE;
                // of workers that are no consumers, as Connect's, only this way tells
                case CLASSIC -> group.protocol().isEmpty() || group.protocol().equals("consumer") ? CONSUMER : CLASSIC;
                case CONSUMER, UNKNOWN -> CONSUMER;
            };
        }
    }

    private Map<String, KafkaFuture<GroupInfo>> ask(How how, List<GroupSummary> groups, List<String> names) {
        Map<String, GroupSummary> listed =
                groups.stream().collect(Collectors.toMap(GroupSummary::name, group -> group));
        return switch (how) {
            case CONSUMER ->
                translated(admin.describeConsumerGroups(names).describedGroups(), listed, translation::info);
            case CLASSIC -> translated(admin.describeClassicGroups(names).describedGroups(), listed, translation::info);
            case STREAMS -> translated(admin.describeStreamsGroups(names).describedGroups(), listed, translation::info);
            case SHARE -> translated(admin.describeShareGroups(names).describedGroups(), listed, translation::info);
        };
    }

    private static <T> Map<String, KafkaFuture<GroupInfo>> translated(
            Map<String, KafkaFuture<T>> asked,
            Map<String, GroupSummary> listed,
            BiFunction<GroupSummary, T, GroupInfo> translation) {
        return asked.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
            GroupSummary group = Objects.requireNonNull(listed.get(entry.getKey()), "asked for it");
            return entry.getValue().thenApply(described -> translation.apply(group, described));
        }));
    }

    /// Where groups have committed, in any stream.
    Answers<Map<PartitionRef, GroupPosition>> positions(Collection<GroupSummary> groups) throws SourceException {
        var asked = new LinkedHashMap<String, KafkaFuture<Map<PartitionRef, GroupPosition>>>();
        var all = new ListConsumerGroupOffsetsSpec();
        List<String> usual = names(groups, false);
        if (!usual.isEmpty()) {
            var answers = admin.listConsumerGroupOffsets(
                    usual.stream().collect(Collectors.toMap(group -> group, group -> all)));
            for (String group : usual) {
                KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> answer =
                        answers.partitionsToOffsetAndMetadata(group);
                asked.put(group, answer.thenApply(translation::positions));
            }
        }
        List<String> sharing = names(groups, true);
        if (!sharing.isEmpty()) {
            var answers = admin.listShareGroupOffsets(sharing.stream()
                    .collect(Collectors.toMap(group -> group, group -> new ListShareGroupOffsetsSpec())));
            for (String group : sharing) {
                asked.put(group, answers.partitionsToOffsetInfo(group).thenApply(this::starts));
            }
        }
        return await(asked, "doesn't tell its positions");
    }

    private static List<String> names(Collection<GroupSummary> groups, boolean sharing) {
        return groups.stream()
                .filter(group -> (group.kind() == GroupKind.SHARE) == sharing)
                .map(GroupSummary::name)
                .toList();
    }

    private Map<PartitionRef, GroupPosition> starts(Map<TopicPartition, SharePartitionOffsetInfo> told) {
        var committed = new TreeMap<TopicPartition, OffsetAndMetadata>(
                Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
        told.forEach((partition, info) -> {
            if (info != null && info.startOffset() >= 0) {
                committed.put(partition, new OffsetAndMetadata(info.startOffset(), info.leaderEpoch(), ""));
            }
        });
        return translation.positions(committed);
    }

    private static <T> Answers<T> await(Map<String, KafkaFuture<T>> asked, String what) throws SourceException {
        var byGroup = new TreeMap<String, T>();
        var failures = new TreeMap<String, SourceException>();
        for (var entry : asked.entrySet()) {
            try {
                byGroup.put(
                        entry.getKey(),
                        KafkaFailures.await(
                                entry.getValue(),
                                "Consumer group '" + entry.getKey() + "' " + what,
                                Right.group(AclOperation.DESCRIBE, entry.getKey())));
            } catch (SourceException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                failures.put(entry.getKey(), e);
            }
        }
        return new Answers<>(byGroup, failures);
    }
}
