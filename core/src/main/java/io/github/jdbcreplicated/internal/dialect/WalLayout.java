package io.github.jdbcreplicated.internal.dialect;

/**
 * How PostgreSQL lays its log out.
 *
 * @param blockSize bytes of a page, each of which begins with a header of 24 bytes
 * @param segmentSize bytes of a file, whose first page begins with a header of 40 bytes
 */
record WalLayout(long blockSize, long segmentSize) {
    /** sizeof(XLogLongPageHeaderData), in PostgreSQL's xlog_internal.h, aligned to 8. */
    private static final long SEGMENT_HEADER = 40;

    /** sizeof(XLogPageHeaderData), aligned to 8. */
    private static final long PAGE_HEADER = 24;

    /**
     * The position that a replica reaches when it has replayed all that is before this insert position.
     *
     * <p>Where the last record ends with its page, PostgreSQL answers the point behind the next page's header, which is not
     * written before the next record: an idle primary's replica never gets there. No record ends inside a header, so what
     * looks like one is (seen once in 420 to 2337 commits).
     */
    long endOfRecords(long insertLsn) {
        if (Long.remainderUnsigned(insertLsn, segmentSize) == SEGMENT_HEADER) {
            return insertLsn - SEGMENT_HEADER;
        }
        return Long.remainderUnsigned(insertLsn, blockSize) == PAGE_HEADER ? insertLsn - PAGE_HEADER : insertLsn;
    }

    /** Reads two hexadecimal numbers of up to 32 bits with a slash between them. */
    static long parse(String lsn) {
        int slash = lsn.indexOf('/');
        return Long.parseLong(lsn, 0, slash, 16) << 32 | Long.parseLong(lsn, slash + 1, lsn.length(), 16);
    }
}
