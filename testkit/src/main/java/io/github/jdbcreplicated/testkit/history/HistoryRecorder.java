package io.github.jdbcreplicated.testkit.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what clients do, in memory, in a file, or both. Safe for use by several threads.
 *
 * <p>One process drives all clients: only then their times compare.
 */
public final class HistoryRecorder implements AutoCloseable {

    /** Names this process, today: process numbers come again. */
    private static final String CLOCK =
            ProcessHandle.current().pid() + "-" + Long.toString(System.currentTimeMillis(), 36);

    /** Every operation takes one; ids are unique in the process, so that files of several recorders can be joined. */
    private static final AtomicLong IDS = new AtomicLong();

    /** Null if nothing is kept in memory. Added to by everyone who records, copied by {@link #history()}. */
    private final @Nullable Queue<HistoryLine> memory;

    /** Null if there is no file. Used under {@link #writing}. */
    private final @Nullable BufferedWriter file;

    private final ReentrantLock writing = new ReentrantLock();

    private HistoryRecorder(@Nullable Queue<HistoryLine> memory, @Nullable BufferedWriter file) {
        this.memory = memory;
        this.file = file;
    }

    /** Keeps everything in memory. */
    public static HistoryRecorder inMemory() {
        return new HistoryRecorder(new ConcurrentLinkedQueue<>(), null);
    }

    /** Appends everything to a file, for long runs; {@link History#read} gets it back. */
    public static HistoryRecorder toFile(Path file) throws IOException {
        return new HistoryRecorder(null, writer(file));
    }

    /** Does both. */
    public static HistoryRecorder inMemoryAndToFile(Path file) throws IOException {
        return new HistoryRecorder(new ConcurrentLinkedQueue<>(), writer(file));
    }

    /** A client that knows no token yet. */
    public HistorySession session(String name) {
        return new HistorySession(this, name);
    }

    /** Writes down what happened outside a {@link HistorySession}: a promotion, a reset, an event made by hand. */
    public void record(HistoryLine line) {
        if (memory != null) {
            memory.add(line);
        }
        if (file != null) {
            append(LineWriter.format(line));
        }
    }

    /** An interval from then to now on this process's clock. */
    public static Span since(long startNanos) {
        return new Span(CLOCK, startNanos, System.nanoTime());
    }

    /** An id for an event made by hand; the recorder's own come from here too. */
    public static long nextId() {
        return IDS.incrementAndGet();
    }

    /**
     * What has been recorded so far.
     *
     * @throws IllegalStateException if this recorder writes to a file only
     */
    public History history() {
        if (memory == null) {
            throw new IllegalStateException("This recorder keeps nothing in memory; History.read gets its file back");
        }
        return History.of(List.copyOf(memory));
    }

    /** Finishes the file; what is in memory stays. */
    @Override
    public void close() throws IOException {
        writing.lock();
        try {
            if (file != null) {
                file.close();
            }
        } finally {
            writing.unlock();
        }
    }

    private void append(String line) {
        writing.lock();
        try {
            if (file != null) {
                file.append(line).append('\n');
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            writing.unlock();
        }
    }

    private static BufferedWriter writer(Path file) throws IOException {
        return Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
