package io.github.jdbcreplicated.testkit.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Cuts a connection around a statement. */
record StatementCut(Cut cut, Predicate<String> statement, CutMoment moment) {

    private static final Pattern COMMIT = Pattern.compile("(commit|end)\\b.*", Pattern.DOTALL);

    static StatementCut at(Predicate<String> statement, CutMoment moment) {
        return new StatementCut(new Cut("at a statement, " + moment), statement, moment);
    }

    static StatementCut atCommit(CutMoment moment) {
        return new StatementCut(new Cut("at COMMIT, " + moment), StatementCut::commits, moment);
    }

    /** One message may carry several statements. */
    private static boolean commits(String sql) {
        return Arrays.stream(sql.toLowerCase(Locale.ROOT).split(";"))
                .anyMatch(statement -> COMMIT.matcher(statement.strip()).matches());
    }
}
