package io.github.jdbcreplicated.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "select 1",
                "Select(1)",
                "WITH x AS (SELECT 1) SELECT * FROM x",
                "VALUES (1)",
                "table t",
                "SHOW server_version",
                "EXPLAIN SELECT 1",
                "FETCH NEXT FROM c",
                "describe t",
                "((SELECT 1) UNION (SELECT 2))",
                "  \n\t SELECT 1",
                "-- UPDATE t\nSELECT 1",
                "/* UPDATE */ SELECT 1",
                "/* a /* nested */ comment */ SELECT 1",
                "# MySQL's comment\nSELECT 1",
                ";SELECT 1",
                "\uFEFFSELECT 1"
            })
    void whatStartsWithAReadingKeywordReads(String sql) {
        assertThat(Keyword.of(sql)).isEqualTo(Keyword.READING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (1)",
                "update t set v = 1",
                "DELETE FROM t",
                "MERGE INTO t USING s ON true",
                "CREATE TABLE t (v int)",
                "CALL p()",
                "{call p()}",
                "{? = call f(?)}",
                "{ call p() }",
                "COPY t FROM STDIN",
                "LOCK TABLE t",
                "DO $$ begin end $$",
                "REFRESH MATERIALIZED VIEW v",
                "EXECUTE prepared",
                "LOAD DATA INFILE 'x' INTO TABLE t",
                "SELECTED",
                "/* never closed SELECT 1",
                "-- only a comment",
                "",
                "   ",
                "1"
            })
    void everythingElseWrites(String sql) {
        assertThat(Keyword.of(sql)).isEqualTo(Keyword.WRITING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET search_path = a",
                "RESET ALL",
                "DISCARD ALL",
                "BEGIN",
                "begin read write",
                "START TRANSACTION",
                "COMMIT",
                "ROLLBACK",
                "SAVEPOINT a",
                "RELEASE SAVEPOINT a",
                "DECLARE c CURSOR FOR SELECT 1",
                "PREPARE p AS SELECT 1",
                "DEALLOCATE p",
                "LISTEN channel",
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"
            })
    void whatSpeaksOfTheSessionIsNeutral(String sql) {
        assertThat(Keyword.of(sql)).isEqualTo(Keyword.NEUTRAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET TRANSACTION READ ONLY",
                "set transaction read write",
                "/* hint */ SET /* x */ TRANSACTION\n READ ONLY;"
            })
    void theAccessModeOfATransactionPinsNothing(String sql) {
        assertThat(Keyword.of(sql)).isEqualTo(Keyword.ACCESS_MODE);
    }

    @Test
    void aBatchIsWhatItsStrongestStatementIs() {
        assertThat(Keyword.READING.strongest(Keyword.WRITING)).isEqualTo(Keyword.WRITING);
        assertThat(Keyword.WRITING.strongest(Keyword.NEUTRAL)).isEqualTo(Keyword.WRITING);
        assertThat(Keyword.NEUTRAL.strongest(Keyword.READING)).isEqualTo(Keyword.NEUTRAL);
    }
}
