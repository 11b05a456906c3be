package dev.lacuna.cli;

import java.util.Set;
import java.util.TreeSet;

/// Partitions as people list them: `0,3-5`.
final class PartitionList {

    private PartitionList() {}

    /// @return empty for the empty text: all
    static Set<Integer> parse(String text) throws CommandException {
        Set<Integer> partitions = new TreeSet<>();
        if (text.isBlank()) {
            return partitions;
        }
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            try {
                int first = Integer.parseInt(ends[0]);
                int last = ends.length == 1 ? first : Integer.parseInt(ends[1]);
                if (ends.length > 2 || last < first || last - first > 100_000) {
                    throw new NumberFormatException();
                }
                for (int partition = first; partition <= last; partition++) {
                    partitions.add(partition);
                }
            } catch (NumberFormatException e) {
                throw CommandException.usage("'" + text + "' is no list of partitions. Use for example 0,3-5.");
            }
        }
        return partitions;
    }
}
