package io.github.jdbcreplicated.benchmarks.stub;

/**
 * What a server says of itself when it is asked as a PostgreSQL server is: one run that never ends, at one position that
 * never moves. What we then do with that is all there; what a server takes to answer is not.
 */
record Answers(long server, boolean replica) {
    static final int TIMELINE = 1;
    static final long LSN = 0x3000060;

    private static final String TEXT_OF_LSN = "0/3000060";
    private static final String TEXT_OF_TIMELINE = "00000001";
    private static final int PROCESS = 4_711;
    static final String SYSTEM = "7000000000000000001";

    /** Questions are about PostgreSQL's own functions; what is measured is not. */
    static boolean isQuestion(String sql) {
        return sql.startsWith("SELECT");
    }

    Object[] to(String question) {
        if (question.contains("pg_locks")) {
            return new Object[] {"", false};
        }
        if (question.contains("wal_block_size")) {
            return new Object[] {SYSTEM, startedAt(), 8_192L, 16_777_216L, PROCESS, replica};
        }
        if (question.contains("pg_last_wal_replay_lsn")) {
            return new Object[] {replica, TEXT_OF_LSN, TEXT_OF_LSN, TEXT_OF_TIMELINE, TIMELINE, TIMELINE};
        }
        return new Object[] {replica, SYSTEM, startedAt(), true};
    }

    /** Each started at another time, by which they are told apart. */
    private String startedAt() {
        return server + "/" + server;
    }
}
