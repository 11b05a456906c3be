package dev.lacuna.repair.replay;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Edit;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import dev.lacuna.repair.JsonEdit;
import dev.lacuna.repair.UneditableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes of an original what its copy is to hold, but for the two headers that every copy gets. Confined to one
/// thread.
final class CopyMaker {

    private static final int MOST_NAMES = 1_000;

    private final CopyForm form;
    private final Map<Edit.PatchJson, JsonEdit> patches = new LinkedHashMap<>();
    /// A stream's events share a few header names, and a dozen patterns need not be asked about each again.
    private final Map<String, Boolean> kept = new HashMap<>();

    CopyMaker(CopyForm form) {
        this.form = form;
        for (Edit edit : form.edits()) {
            if (edit instanceof Edit.PatchJson patch) {
                patches.put(patch, JsonEdit.of(patch.patch()));
            }
        }
    }

    /// The same event where nothing is changed.
    ///
    /// @throws UneditableException naming what of the edits doesn't fit the event
    Event copy(Event original) throws UneditableException {
        if (form.edits().isEmpty() && !strips(original)) {
            return original;
        }
        var draft = new Draft(original);
        draft.headers.removeIf(header -> !keeps(header.name()));
        Set<String> marks = new LinkedHashSet<>();
        for (Edit edit : form.edits()) {
            if (draft.apply(edit) && !edit.mark().isEmpty()) {
                marks.add(edit.mark());
            }
        }
        if (!marks.isEmpty()) {
            draft.headers.add(new Header(Event.EDITED_HEADER, Bytes.utf8(String.join(",", marks))));
        }
        return draft.event(original);
    }

    /// Whether the copy lacks a header of the original.
    boolean strips(Event original) {
        for (Header header : original.headers()) {
            if (!keeps(header.name())) {
                return true;
            }
        }
        return false;
    }

    private boolean keeps(String name) {
        if (kept.size() >= MOST_NAMES) {
            kept.clear();
        }
        return kept.computeIfAbsent(name, form.headers()::keeps);
    }

    private final class Draft {

        private final List<Header> headers;
        /// Counted before any header is left out: a limit must not start anew because one was.
        private final long redrives;

        private @Nullable Bytes value;
        private long millis;

        Draft(Event original) {
            headers = new ArrayList<>(original.headers());
            redrives = DeadLetters.redrives(original.headers());
            value = original.value();
            millis = original.millis();
        }

        Event event(Event original) {
            return new Event(
                    original.partition(),
                    original.position(),
                    millis,
                    original.timestamps(),
                    original.key(),
                    value,
                    headers);
        }

        /// Returns whether it has changed anything.
        boolean apply(Edit edit) throws UneditableException {
            return switch (edit) {
                case Edit.SetHeader(String name, String text) -> set(name, Bytes.utf8(text));
                case Edit.RenameHeader(String name, String to) -> rename(name, to);
                case Edit.CountRedrive count ->
                    set(DeadLetters.REDRIVES_HEADER, Bytes.utf8(Long.toString(redrives + 1)));
                case Edit.PatchJson patch -> patch(patch);
                case Edit.SetTime time -> at(time.time().toEpochMilli());
                case Edit.ShiftTime shift -> {
                    if (millis < 0) {
                        throw new UneditableException("it has no timestamp that could be shifted");
                    }
                    yield at(millis + shift.by().toMillis());
                }
            };
        }

        private boolean set(String name, Bytes text) {
            int first = -1;
            for (int i = 0; i < headers.size(); i++) {
                if (headers.get(i).name().equals(name)) {
                    first = i;
                    break;
                }
            }
            if (first < 0) {
                headers.add(new Header(name, text));
                return true;
            }
            int kept = first;
            Header before = headers.set(first, new Header(name, text));
            List<Header> rest = headers.subList(kept + 1, headers.size());
            return rest.removeIf(header -> header.name().equals(name)) || !text.equals(before.value());
        }

        private boolean rename(String name, String to) {
            boolean any = false;
            for (int i = 0; i < headers.size(); i++) {
                if (headers.get(i).name().equals(name)) {
                    headers.set(i, new Header(to, headers.get(i).value()));
                    any = true;
                }
            }
            return any;
        }

        /// A tombstone has no payload and stays one.
        private boolean patch(Edit.PatchJson patch) throws UneditableException {
            Bytes payload = value;
            JsonEdit edit = patches.get(patch);
            if (payload == null || edit == null) {
                return false;
            }
            value = edit.apply(payload);
            return !value.equals(payload);
        }

        private boolean at(long moment) throws UneditableException {
            if (moment < 0) {
                throw new UneditableException("its timestamp would be before 1970");
            }
            boolean other = moment != millis;
            millis = moment;
            return other;
        }
    }
}
