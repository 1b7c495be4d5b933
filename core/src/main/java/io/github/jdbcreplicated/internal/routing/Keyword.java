package io.github.jdbcreplicated.internal.routing;

import java.util.Locale;
import java.util.Set;

/**
 * What a statement's first keyword says about it; nothing else of its text is looked at.
 *
 * <p>White space, comments and parentheses before the keyword are skipped, as is the frame of a JDBC call escape.
 */
public enum Keyword {
    /** It reads, as far as its first keyword tells. */
    READING,
    /** It speaks about the session: it follows the target and pins the connection to its node. */
    NEUTRAL,
    /** It states the access mode of a transaction: it follows the target and pins nothing. */
    ACCESS_MODE,
    /** It writes. */
    WRITING;

    private static final Set<String> READS =
            Set.of("SELECT", "WITH", "VALUES", "TABLE", "SHOW", "EXPLAIN", "FETCH", "DESCRIBE", "DESC");

    private static final Set<String> SPEAKS_OF_THE_SESSION = Set.of(
            "SET",
            "RESET",
            "DISCARD",
            "BEGIN",
            "START",
            "COMMIT",
            "END",
            "ROLLBACK",
            "ABORT",
            "SAVEPOINT",
            "RELEASE",
            "DECLARE",
            "CLOSE",
            "MOVE",
            "PREPARE",
            "DEALLOCATE",
            "LISTEN",
            "UNLISTEN",
            "USE");

    private static final int LONGEST = 10;
    private static final Keyword[] ALL = values();

    /** Classifies a statement; one without a keyword counts as writing. */
    public static Keyword of(String sql) {
        return beginsWithSelect(sql) ? READING : ofFirstWord(sql);
    }

    /** The common case, answered without looking for the word: every statement is asked. */
    private static boolean beginsWithSelect(String sql) {
        return (sql.startsWith("select") || sql.startsWith("SELECT")) && sql.length() > 6 && !isLetter(sql.charAt(6));
    }

    private static Keyword ofFirstWord(String sql) {
        int start = skipToWord(sql, 0);
        int end = endOfWord(sql, start);
        if (end == start || end - start > LONGEST) {
            return WRITING;
        }
        String word = sql.substring(start, end).toUpperCase(Locale.ROOT);
        if (READS.contains(word)) {
            return READING;
        }
        if (!SPEAKS_OF_THE_SESSION.contains(word)) {
            return WRITING;
        }
        return word.equals("SET") && statesAccessMode(sql, end) ? ACCESS_MODE : NEUTRAL;
    }

    /** The keyword of which this is the place, for those that keep it in a byte. */
    public static Keyword at(byte place) {
        return ALL[place];
    }

    /** See {@link #at}. */
    @SuppressWarnings("EnumOrdinal") // nothing outlives the JVM that numbered them
    public byte place() {
        return (byte) ordinal();
    }

    /** What a batch of this and the other is: the one that asks for more. */
    public Keyword strongest(Keyword other) {
        return compareTo(other) >= 0 ? this : other;
    }

    private static boolean statesAccessMode(String sql, int from) {
        int transaction = skipToWord(sql, from);
        int read = skipToWord(sql, endOfWord(sql, transaction));
        int mode = skipToWord(sql, endOfWord(sql, read));
        return isWord(sql, transaction, "TRANSACTION")
                && isWord(sql, read, "READ")
                && (isWord(sql, mode, "ONLY") || isWord(sql, mode, "WRITE"));
    }

    private static boolean isWord(String sql, int start, String word) {
        return endOfWord(sql, start) - start == word.length() && sql.regionMatches(true, start, word, 0, word.length());
    }

    private static int endOfWord(String sql, int start) {
        int end = start;
        while (end < sql.length() && isLetter(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static int skipToWord(String sql, int from) {
        int at = from;
        while (at < sql.length()) {
            int next = skipOne(sql, at);
            if (next == at) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private static int skipOne(String sql, int at) {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c) || isFrame(c)) {
            return at + 1;
        }
        if (c == '-' && sql.startsWith("--", at)) {
            return endOfLine(sql, at);
        }
        if (c == '#') {
            return endOfLine(sql, at);
        }
        return sql.startsWith("/*", at) ? endOfComment(sql, at) : at;
    }

    /** Parentheses; a byte order mark; an empty statement; and {@code {? = call f()}} up to its keyword. */
    private static boolean isFrame(char c) {
        return c == '(' || c == ';' || c == '\uFEFF' || c == '{' || c == '?' || c == '=';
    }

    private static int endOfLine(String sql, int from) {
        int end = sql.indexOf('\n', from);
        return end < 0 ? sql.length() : end + 1;
    }

    /** Comments nest in PostgreSQL; one that never ends swallows the statement, which then counts as writing. */
    private static int endOfComment(String sql, int from) {
        int depth = 1;
        int at = from + 2;
        while (at < sql.length() && depth > 0) {
            if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else {
                at++;
            }
        }
        return at;
    }
}
