package dev.lacuna.repair.replay;

import dev.lacuna.model.StreamInfo;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamGroups;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.WriteTerms;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who reads the target, and on what terms it is written to: what the checks before a run ask for besides the streams.
///
/// @param groups those that will see the copies; not complete where they could not all be asked for
record TargetTerms(StreamGroups groups, WriteTerms writing) {

    static final TargetTerms UNKNOWN = new TargetTerms(new StreamGroups(List.of(), true), WriteTerms.UNKNOWN);

    private static final Logger LOG = LoggerFactory.getLogger(TargetTerms.class);

    /// What can't be asked for keeps no replay from being checked: it is told as not known.
    ///
    /// @param writerId whom the target would be written to as
    static TargetTerms of(StreamSource target, StreamInfo to, String writerId) {
        StreamGroups groups;
        try {
            groups = target.groups().of(to);
        } catch (SourceException e) {
            LOG.debug("the groups of {} could not be asked for", to.stream(), e);
            groups = new StreamGroups(List.of(), e.kind() == SourceException.Kind.UNSUPPORTED);
        }
        WriteTerms writing;
        try {
            writing = target.writeTerms(to.stream().name(), writerId);
        } catch (SourceException e) {
            LOG.debug("the rights on {} could not be asked for", to.stream(), e);
            writing = WriteTerms.UNKNOWN;
        }
        return new TargetTerms(groups, writing);
    }
}
