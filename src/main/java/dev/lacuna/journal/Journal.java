package dev.lacuna.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What was done, in one file that all processes of the program share: tasks, which may change until they end, and the
/// audit trail, which is only ever added to. Safe from any thread; its methods block.
///
/// Nothing is opened, and no file made, before the first use. A file that is taken away while it is open is noticed:
/// what is then to be written goes into a new one.
public final class Journal implements AutoCloseable {

    public static final String NAME = "journal.db";

    private final Path folder;
    private final Path file;
    private final Clock clock;
    private final String toolVersion;
    private final Schema schema;
    private final Database.Limits limits;
    private final HeadFile headFile;

    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by lock.
    private @Nullable Database database;
    private @Nullable Worker here;

    /// @param folder where its files lie
    public Journal(Path folder, Clock clock, String toolVersion) {
        this(folder, clock, toolVersion, Schema.CURRENT, Database.Limits.USUAL);
    }

    Journal(Path folder, Clock clock, String toolVersion, Schema schema, Database.Limits limits) {
        this.folder = folder.toAbsolutePath();
        this.file = this.folder.resolve(NAME);
        this.clock = clock;
        this.toolVersion = toolVersion;
        this.schema = schema;
        this.limits = limits;
        this.headFile = new HeadFile(this.folder);
    }

    public Path file() {
        return file;
    }

    // Tasks.

    /// Notes that a task has begun.
    ///
    /// @return the task's id
    public long begin(TaskStart start) throws JournalException {
        return write(open -> new TaskTable(open).add(start, worker(), toolVersion, now()));
    }

    /// Notes how far a task is, or how it ended, and that its process is alive.
    ///
    /// @param counts exact, by stable names
    /// @return false where it has ended already: then nothing is changed
    public boolean move(long task, KeptState state, Map<String, Long> counts, String message) throws JournalException {
        return write(open -> new TaskTable(open).move(task, state, counts, message, now()));
    }

    /// Keeps the plan that a task has made.
    public void planned(long task, KeptPlan plan) throws JournalException {
        write(open -> {
            new TaskTable(open).planned(task, plan);
            return task;
        });
    }

    /// Keeps a plan, or where its file lies.
    public void keep(KeptPlan plan) throws JournalException {
        write(open -> {
            new TaskTable(open).keep(plan);
            return plan;
        });
    }

    /// The newest tasks, newest first; none where there is no journal yet.
    public List<JournalTask> tasks(int most) throws JournalException {
        return isThere() ? read(open -> new TaskTable(open).newest(most, worker(), now())) : List.of();
    }

    public Optional<JournalTask> task(long id) throws JournalException {
        return isThere() ? read(open -> new TaskTable(open).find(id, worker(), now())) : Optional.empty();
    }

    /// Whether a task is one of this process.
    public boolean isOwn(JournalTask task) {
        lock.lock();
        try {
            return task.worker().equals(worker());
        } finally {
            lock.unlock();
        }
    }

    /// Asks something of a task that runs, in this process or another; what was asked before and not yet heard is
    /// forgotten.
    ///
    /// @return false where it has ended, or there is none
    public boolean wish(long task, TaskWish wish) throws JournalException {
        return isThere() && write(open -> new TaskTable(open).wish(task, wish));
    }

    /// Takes what was asked of a task, once.
    public Optional<TaskWish> takeWish(long task) throws JournalException {
        Optional<TaskWish> wish = isThere() ? read(open -> new TaskTable(open).wishOf(task)) : Optional.empty();
        if (wish.isPresent()) {
            write(open -> {
                new TaskTable(open).done(task, wish.get());
                return task;
            });
        }
        return wish;
    }

    /// The plan that a task made or ran.
    public Optional<KeptPlan> planOf(long task) throws JournalException {
        return isThere() ? read(open -> new TaskTable(open).planOf(task)) : Optional.empty();
    }

    // Notes.

    /// Those of a source, in the order they were written; none where there is no journal yet.
    public List<KeptNote> notes(String source) throws JournalException {
        return isThere() ? read(open -> new NoteTable(open).of(source)) : List.of();
    }

    /// Keeps a note; of one that is there already the words.
    public void keep(KeptNote note) throws JournalException {
        write(open -> {
            new NoteTable(open).keep(note);
            return note;
        });
    }

    public void removeNote(String id) throws JournalException {
        write(open -> {
            new NoteTable(open).remove(id);
            return id;
        });
    }

    // Looks.

    /// By partition of a target where a look has to begin; none where nobody has looked.
    ///
    /// @param plan names the plan
    /// @param target names where it writes to
    public Map<Integer, KeptLook> looks(String plan, String target) throws JournalException {
        return isThere() ? read(open -> new LookTable(open).of(plan, target)) : Map.of();
    }

    /// Keeps what a look has seen, in place of what earlier ones saw.
    public void looked(String plan, String target, Map<Integer, KeptLook> looks) throws JournalException {
        write(open -> {
            new LookTable(open).keep(plan, target, looks);
            return target;
        });
    }

    // The audit trail.

    /// Adds an entry to the audit trail; once this returns, it stands on the disk.
    public AuditEntry audit(AuditRecord said) throws JournalException {
        AuditEntry entry = write(open -> new AuditTable(open)
                .append(
                        headFile.read().orElse(AuditHead.NONE),
                        number -> AuditJson.text(number, now(), worker(), toolVersion, said)));
        headFile.advance(new AuditHead(entry.number(), entry.hash()));
        return entry;
    }

    /// All entries, oldest first; none where there is no journal yet.
    public List<AuditEntry> trail() throws JournalException {
        return isThere() ? read(open -> new AuditTable(open).all()) : List.of();
    }

    /// Looks whether the trail is still as it was written.
    ///
    /// @param kept a head that somebody has kept elsewhere
    public AuditCheck checkTrail(Optional<AuditHead> kept) throws JournalException {
        // the head first: it may lag behind the entries, and must not run ahead of them
        Optional<AuditHead> beside = headFile.read();
        return Chain.check(trail(), beside, kept);
    }

    // The file.

    private boolean isThere() {
        return Files.exists(file);
    }

    private Instant now() {
        return clock.instant();
    }

    private Worker worker() {
        Worker known = here;
        if (known == null) {
            known = Worker.here();
            here = known;
        }
        return known;
    }

    private <R> R read(Database.Work<R> work) throws JournalException {
        lock.lock();
        try {
            return open().read(work);
        } finally {
            lock.unlock();
        }
    }

    private <R> R write(Database.Work<R> work) throws JournalException {
        lock.lock();
        try {
            Database before = open();
            R result = before.write(work);
            return before.isInPlace() ? result : open().write(work); // taken away just now, and the work with it
        } finally {
            lock.unlock();
        }
    }

    private Database open() throws JournalException {
        Database current = database;
        if (current != null && current.isInPlace()) {
            return current;
        }
        if (current != null) {
            database = null;
            current.close();
        }
        NativeLibrary.load(folder);
        Database opened = Database.open(file, schema, limits);
        database = opened;
        return opened;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            Database current = database;
            database = null;
            if (current != null) {
                current.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
