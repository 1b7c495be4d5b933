package io.github.jdbcreplicated.benchmarks.real.state;

import io.github.jdbcreplicated.benchmarks.real.web.Sight;

/** What one client has written and seen, against which it holds what it is shown next. Belongs to one thread. */
final class Memory {
    private long writtenVersion;
    private long writtenBoard;
    private long seenBoard;

    /** Notes the answer to a write. */
    void wrote(Sight sight) {
        writtenVersion = Math.max(writtenVersion, sight.version());
        writtenBoard = Math.max(writtenBoard, sight.board());
        seenBoard = Math.max(seenBoard, sight.board());
    }

    /** Whether it shows less than this client has written, of its account or of the board. */
    boolean isStale(Sight sight) {
        return sight.version() < writtenVersion || sight.board() < writtenBoard;
    }

    /** Whether it shows less of the board than this client has seen. */
    boolean isBackwards(Sight sight) {
        return sight.board() < seenBoard;
    }

    /** Notes the answer to a read. */
    void saw(Sight sight) {
        seenBoard = Math.max(seenBoard, sight.board());
    }
}
