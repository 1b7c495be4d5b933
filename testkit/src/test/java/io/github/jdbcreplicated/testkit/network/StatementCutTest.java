package io.github.jdbcreplicated.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementCutTest {

    private final StatementCut cut = StatementCut.atCommit(CutMoment.BEFORE_IT_REACHES_THE_SERVER);

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT", "commit work", " end;", "insert into t values (1); commit", "COMMIT; SELECT 1"})
    void commitIsFoundWhereverItStands(String sql) {
        assertThat(cut.statement().test(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BEGIN", "select 'commit'", "update commitment set x = 1", "committed", "endless"})
    void wordsThatOnlyLookLikeItAreNot(String sql) {
        assertThat(cut.statement().test(sql)).isFalse();
    }
}
