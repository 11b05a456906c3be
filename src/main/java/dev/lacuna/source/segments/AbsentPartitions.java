package dev.lacuna.source.segments;

import dev.lacuna.model.AbsentPartition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/// Which partitions of a topic have no folder here, and where they are: a broker holds some partitions only, and who
/// looks at its folder alone is to know what was not looked at.
final class AbsentPartitions {

    /// No topic has so many: a folder whose number is as high as that is a copy that somebody has named by a date.
    private static final int MOST_BY_NUMBER = 100_000;

    private final SortedMap<Integer, MetadataLog.Place> places;
    private final Set<String> folders;
    private final Set<String> brokers;

    /// @param metadata the cluster's log, where it can be relied on
    /// @param homes the data folders that are open
    AbsentPartitions(String topic, Optional<MetadataLog> metadata, List<DataFolder> homes) {
        places = metadata.map(log -> log.places(topic)).orElseGet(TreeMap::new);
        folders = homes.stream().flatMap(home -> home.id().stream()).collect(Collectors.toSet());
        brokers = homes.stream().flatMap(home -> home.node().stream()).collect(Collectors.toSet());
    }

    /// @param present the partitions that have a folder
    List<AbsentPartition> besides(List<PartitionFolder> present) {
        Set<Integer> here =
                present.stream().map(PartitionFolder::number).collect(Collectors.toCollection(HashSet::new));
        int count = places.isEmpty()
                ? here.stream().mapToInt(number -> number + 1).max().orElse(0)
                : places.lastKey() + 1;
        List<AbsentPartition> absent = new ArrayList<>();
        for (int number = 0; number < count && count <= MOST_BY_NUMBER; number++) {
            if (!here.contains(number)) {
                absent.add(absent(number));
            }
        }
        return absent;
    }

    private AbsentPartition absent(int number) {
        MetadataLog.Place place = places.get(number);
        if (place == null) {
            return new AbsentPartition(number, false, "nothing here tells where");
        }
        boolean due = place.folders().stream().map(Uuid::toString).anyMatch(folders::contains);
        boolean isOfBroker = place.brokers().stream().map(String::valueOf).anyMatch(brokers::contains);
        String where = "on " + (place.brokers().size() == 1 ? "broker " : "brokers ") + listed(place.brokers());
        if (due) {
            where += ", in this very folder, by the cluster's own log";
        } else if (isOfBroker) {
            where += ", here or on another disk";
        }
        return new AbsentPartition(number, due, where);
    }

    private static String listed(List<Integer> brokers) {
        String all = brokers.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " and " + all.substring(last + 2);
    }
}
